import type { LanguageWords } from '../language.ts';
import { listNumberWords } from '../number-words.ts';

export const fr: LanguageWords = {
  yearUnits: 'an ans année années',

  younger: `plus_jeune plus_jeunes rajeunis rajeunir rajeunis-moi rajeunis_moi rajeunis-le
    rajeunis-la`,
  older: `plus_vieux plus_vieille plus_vieilles plus_âgé plus_âgée plus_agé plus_agée vieillis
    vieillir vieillis-moi vieillis_moi vieillis-le vieillis-la`,
  fewer: 'moins de_moins plus_tôt il_y_a',
  more: 'de_plus plus_tard',
  leading: 'il_y_a',
  by: 'de',
  fromNow: 'dans',

  makers: 'fais mets montre fais-moi mets-moi montre-moi rends-moi',
  anchors: "à avec comme vers environ âge l'âge_de à_l'âge_de d'environ",
  present: "j'ai_maintenant j'ai_déjà j'ai il_a elle_a suis est",
  joining: 'et',
  things: 'de personnes visages photo photos image images enfants',
  doubts: `pas ne n'est ou ni que au_moins au_plus plus_ou_moins moins_de plus_de sous entre sauf sans quel_âge avant après`,

  child: 'enfant gamin gamine',
  elderly: `vieux vieille âgé âgée grand-mère grand-père grand_mère grand_père mamie papi papy mémé pépé
    vieil_homme vieille_femme vieille_dame vieux_monsieur vieillard personne_âgée retraité retraitée`,
  baby: 'bébé bebe nourrisson nouveau-né',
  introducing: 'en comme un une le la',

  stop: 'stop arrête arrete supprime supprimer oublie oublier efface effacer',
  help: "aide aidez-moi aide-moi à_l'aide",
  again: 'encore encore_une_fois une_autre_fois de_nouveau à_nouveau recommence refais',
  timeline: 'chronologie frise frise_chronologique ligne_du_temps timeline',
  beforeAfter: 'avant_après avant/après avant-après avant_et_après avant_apres avant/apres',
  myData: `supprime_mes_données supprimer_mes_données efface_mes_données effacer_mes_données montre_mes_données
    montre-moi_mes_données voir_mes_données`,
  thanks: 'merci merci_beaucoup merci_bien',
  hello: 'bonjour salut coucou bonsoir hello hey',
  everyone: 'tous toutes tout_le_monde les_deux',

  polite:
    "s'il_te_plaît s'il_vous_plaît s'il_te_plait svp stp oui ok super beaucoup génial cool top parfait ouais haha",
  fillers: `je j'aimerais tu te toi il elle on nous vous lui ce cet cette ces ça son sa ses du des pour être avoir voir
    ressembler juste aussi alors puis pourrais pourrais-tu peux-tu veux-tu peut comment serai à_quoi garçon fille personne
    photo moi me mon ma mes à un une le la les l' en avec comme et un_peu peu veux voudrais peux fais fais-moi mets mets-moi
    montre montre-moi rends-moi maintenant visage homme femme vers environ ans`,

  numbers: listNumberWords(
    `un/une deux trois quatre cinq six sept huit neuf
    dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf
    vingt vingt_et_un/vingt_et_une/vingt_un vingt_deux vingt_trois vingt_quatre vingt_cinq vingt_six vingt_sept vingt_huit vingt_neuf
    trente trente_et_un/trente_et_une/trente_un trente_deux trente_trois trente_quatre trente_cinq trente_six trente_sept trente_huit trente_neuf
    quarante quarante_et_un/quarante_et_une/quarante_un quarante_deux quarante_trois quarante_quatre quarante_cinq quarante_six quarante_sept quarante_huit quarante_neuf
    cinquante cinquante_et_un/cinquante_et_une/cinquante_un cinquante_deux cinquante_trois cinquante_quatre cinquante_cinq cinquante_six cinquante_sept cinquante_huit cinquante_neuf
    soixante soixante_et_un/soixante_et_une/soixante_un soixante_deux soixante_trois soixante_quatre soixante_cinq soixante_six soixante_sept soixante_huit soixante_neuf
    soixante_dix/septante soixante_et_onze/soixante_onze/septante_et_un soixante_douze/septante_deux soixante_treize/septante_trois soixante_quatorze/septante_quatre soixante_quinze/septante_cinq soixante_seize/septante_six soixante_dix_sept/septante_sept soixante_dix_huit/septante_huit soixante_dix_neuf/septante_neuf
    quatre_vingts/quatre_vingt/huitante/octante quatre_vingt_un/quatre_vingt_une/huitante_et_un quatre_vingt_deux/huitante_deux quatre_vingt_trois/huitante_trois quatre_vingt_quatre/huitante_quatre quatre_vingt_cinq/huitante_cinq quatre_vingt_six/huitante_six quatre_vingt_sept/huitante_sept quatre_vingt_huit/huitante_huit quatre_vingt_neuf/huitante_neuf
    quatre_vingt_dix/nonante quatre_vingt_onze/nonante_et_un quatre_vingt_douze/nonante_deux quatre_vingt_treize/nonante_trois quatre_vingt_quatorze/nonante_quatre quatre_vingt_quinze/nonante_cinq quatre_vingt_seize/nonante_six quatre_vingt_dix_sept/nonante_sept quatre_vingt_dix_huit/nonante_huit quatre_vingt_dix_neuf/nonante_neuf`,
    'zéro cent cents mille douzaine',
  ),
};
