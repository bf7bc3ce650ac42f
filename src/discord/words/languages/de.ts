import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

export const de: LanguageWords = {
  ageUnits: 'jährig jähriger jährige jähriges',
  yearUnits: 'jahr jahre jahren j',
  yearsOld: 'alt',

  younger: 'jünger juenger jüngere_version verjünge verjüngen verjünge_mich verjünge_ihn verjünge_sie',
  older: 'älter aelter ältere_version',
  fewer: 'weniger minus vor',
  more: 'mehr plus',
  leading: 'plus minus vor',
  by: 'um',
  fromNow: 'in',

  makers: 'mach mache machst zeig zeige gib lass ändere verändere verwandle verwandel',
  anchors: 'mit auf etwa circa ungefähr',
  present: 'bin_jetzt ist_jetzt bin_gerade ist_gerade bin_schon ist_schon bin_erst bin ist sind war seit',
  joining: 'und',
  things: 'leute personen gesichter foto fotos bild bilder kinder',
  doubts: 'nicht kein keine oder als über unter mindestens höchstens ohne außer zwischen nach bis wie_alt wie_viel',

  child: 'kind als_kind als_kleines_kind kleines_kind',
  elderly: `alt oma opa großmutter großvater omi opi greis greisin rentner rentnerin senior seniorin als_oma
    als_opa als_omi als_opi als_rentner als_rentnerin als_greis als_senior alter_mann alte_frau als_alter_mann als_alte_frau`,
  baby: 'baby säugling kleinkind neugeborenes als_baby als_kleinkind',
  introducing: 'wie zu zum zur ein eine einem einer einen',

  stop: 'stop stopp lösch lösche löschen vergiss vergessen',
  help: 'hilfe hilf',
  again: 'nochmal noch_mal noch_einmal nochmals wiederholen wiederhole erneut',
  timeline: 'zeitstrahl zeitreihe zeitleiste timeline',
  beforeAfter: 'vorher_nachher vorher-nachher vorher/nachher vorher_und_nachher vergleich',
  myData: `lösche_meine_daten meine_daten_löschen lösch_meine_daten daten_löschen zeige_meine_daten zeig_meine_daten
    zeig_mir_meine_daten zeige_mir_meine_daten meine_daten_anzeigen alle_meine_daten_löschen lösche_alle_meine_daten`,
  thanks: 'danke dankeschön danke_schön danke_dir vielen_dank besten_dank merci',
  hello: 'hallo hi hey moin servus hallöchen grüß_dich guten_tag guten_morgen guten_abend grüß_gott grüezi',
  everyone: 'alle beide',

  polite: 'bitte ja ok okay gerne gern super toll schön cool prima haha',
  fillers: `wir dich dir dein deine deinen seine seinen ihren diese diesen dieser dieses von hier gib lass lassen ändere
    verändere verwandle verwandel werde werden wird kann könnt wäre hätte möchten bitte junge mädchen person gern mir mich mein meine meinen meiner ihn ihm sie ihr es uns ich du auf mit und alt etwas noch viel mal doch jetzt
    dann ein eine einem einer einen der die das den dem zu zum zur machen mach mache bitte ein_bisschen ein_wenig einfach
    so aussehen aus nur sehr könntest kannst würde will möchte wie gesicht mann frau`,

  numbers: buildNumberWords({
    units: 'eins/ein zwei/zwo drei vier fünf/fuenf sechs sieben acht neun',
    teens: 'zehn elf zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn',
    tens: 'zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig',
    join: (ten, unit) => (unit === 'eins' ? [] : [`${unit}und${ten}`]),
    others: 'null hundert tausend dutzend',
  }),
};
