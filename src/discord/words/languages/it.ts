import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

const VOWEL = /^[aeiou]/;

export const it: LanguageWords = {
  yearUnits: "anno anni annetti anni_d'età anni_di_età",

  younger: `più_giovane più_giovani piu_giovane piu_giovani ringiovanisci ringiovaniscimi ringiovaniscilo ringiovaniscila
    ringiovanire`,
  older: `più_vecchio più_vecchia più_vecchi più_vecchie piu_vecchio piu_vecchia più_anziano più_anziana più_anziani
    piu_anziano piu_anziana invecchia invecchiami invecchialo invecchiala invecchiare`,
  // "Più grande" is older, or larger.
  fewer: `meno in_meno di_meno anno_fa anni_fa togli toglimi toglile togligli sottrai più_piccolo più_piccola piu_piccolo
    piu_piccola`,
  more: `più piu in_più in_piu di_più di_piu aggiungi aggiungimi aggiungigli aggiungile più_grande più_grandi piu_grande`,
  leading: 'togli toglimi toglile togligli sottrai aggiungi aggiungimi aggiungigli aggiungile',
  by: 'di',
  fromNow: 'tra fra in',

  makers: `fai fammi fallo falla fare farmi fatemi rendi rendimi rendilo rendila mostra mostrami mostralo mostrala trasforma
    trasformami trasformalo trasformala metti mettimi porta portami vedermi vederlo vederla voglio_essere voglio_diventare diventare`,
  anchors: `a con come di sui sulla attorno_a attorno_ai intorno_a intorno_ai circa verso fino_a età età_di all'età_di
    più_o_meno piu_o_meno che_sembri che_abbia che_dimostri sembrare dimostrare avere`,
  present: 'ho hai ha abbiamo hanno avevo aveva sono è sei siamo era ero sembra sembro dimostra dimostro',
  joining: 'e',
  things: `persone volti facce visi foto immagine immagini bambini bambine ragazzi uomini donne volte minuti ore giorni
    mesi`,
  doubts: `non no né o oppure che senza sotto sopra oltre prima dopo almeno massimo minimo al_massimo al_minimo
    come_minimo come_massimo più_di piu_di meno_di più_di_quanto quanto quanta quanti quante quanti_anni che_età tranne
    eccetto metà doppio mai minorenne maggiorenne di_me di_te di_lui di_lei di_noi di_loro`,

  child: `bambino bambina bimbo bimba bambinetto bambinetta ragazzino ragazzina piccino piccina da_piccolo da_piccola`,
  elderly: `vecchio vecchia anziano anziana nonno nonna nonnino nonnina vecchietto vecchietta vecchino vecchina pensionato
    pensionata uomo_anziano donna_anziana persona_anziana uomo_vecchio donna_vecchia signore_anziano signora_anziana
    un'anziana una_persona_anziana terza_età`,
  baby: 'neonato neonata bebè bebé bebe poppante lattante',
  introducing: 'come da in un uno una il la lo',

  stop: `stop basta fermati ferma smetti smettila cancella cancellare cancellami elimina eliminare eliminami dimentica
    dimenticare dimenticami dimenticalo`,
  help: 'aiuto aiutami aiutatemi aiutare come_funziona come_si_usa comandi',
  again: `di_nuovo ancora_una_volta un'altra_volta nuovamente ripeti ripetilo ripetila ripetere rifai rifallo rifalla rifare
    riprova riprovare`,
  timeline: 'linea_del_tempo linea_temporale età_nel_tempo timeline',
  beforeAfter: 'prima_e_dopo prima/dopo prima_dopo prima-dopo il_prima_e_il_dopo il_prima_e_dopo confronto',
  myData: `i_miei_dati miei_dati cancella_i_miei_dati cancellare_i_miei_dati cancella_tutti_i_miei_dati elimina_i_miei_dati
    eliminare_i_miei_dati elimina_tutti_i_miei_dati dimentica_i_miei_dati mostra_i_miei_dati mostrami_i_miei_dati
    vedere_i_miei_dati`,
  thanks: 'grazie grazie_mille mille_grazie tante_grazie molte_grazie grazie_tante ti_ringrazio',
  hello: 'ciao salve ehi ehilà buongiorno buon_giorno buonasera buona_sera buondì buon_pomeriggio come_va',
  everyone: 'tutti tutte entrambi entrambe tutti_e_due tutte_e_due',

  polite: `per_favore perfavore per_piacere per_cortesia gentilmente sì si ok okay va_bene dai certo allora molto bello
    bellissimo perfetto ottimo fantastico haha ahah`,
  fillers: `io mi me mio mia miei mie tu ti te tuo tua suo sua lui lei loro noi ci lo la li le gli il i l' un uno una un' a
    ad al ai alla allo all' con come da dal nel nella e ed per su sui sulla questo questa questi queste quello quella qui
    qua ora adesso poi solo soltanto un_po un_pò po pò poco un_poco pochino un_pochino voglio vorrei volevo puoi potresti
    può posso devo vedere vedermi vederlo vederla voglio_essere voglio_diventare vedi fai fammi fallo falla far fare farmi fatemi fammi_vedere rendi
    rendimi rendilo rendila mostra mostrami trasforma trasformami metti mettimi diventare viso volto faccia uomo donna
    ragazzo ragazza persona foto immagine ritratto età l'età all'età_di età_di attorno_a attorno_ai intorno_a intorno_ai
    circa verso più_o_meno piu_o_meno che_sembri che_abbia che_dimostri sembrare dimostrare avere prova anche bene`,

  numbers: buildNumberWords({
    units: 'uno/una/un due tre/tré quattro cinque sei sette otto nove',
    teens: 'dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
    tens: 'venti trenta quaranta cinquanta sessanta settanta ottanta novanta',
    // "Ventuno", "ventotto".
    join: (ten, unit) => [VOWEL.test(unit) ? `${ten.slice(0, -1)}${unit}` : `${ten}${unit}`],
    others: 'zero cento mille mila milione milioni dozzina dozzine',
  }),
};
