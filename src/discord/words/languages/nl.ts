import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

export const nl: LanguageWords = {
  ageUnits: 'jarig jarige jarigen',
  yearUnits: 'jaar jaren jr j',
  yearsOld: 'oud',

  younger: 'jonger jongere_versie verjong verjongen verjong_me verjong_mij',
  older: 'ouder oudere_versie verouder verouderen verouder_me verouder_mij',
  fewer: 'minder min eraf geleden terug eerder',
  more: 'meer plus erbij later',
  leading: 'plus min',
  by: 'met',
  fromNow: 'over',

  makers: 'doe maak maken toon laat verander veranderen',
  anchors: 'met op naar leeftijd rond ongeveer circa ca pakweg',
  present: 'ben bent is zijn was waren ben_nu is_nu ben_al is_al ben_pas is_pas sinds',
  joining: 'en',
  things: "mensen personen gezichten foto foto's fotos plaatje plaatjes afbeelding afbeeldingen kinderen",
  doubts: `niet geen nee nooit noch of dan als voor na boven onder over_de meer_dan minder_dan minstens minimaal hoogstens
    maximaal tussen zonder behalve tot hoe_oud hoeveel hoe_veel dubbel keer half halve helft`,

  child: 'kind kindje als_kind als_een_kind als_kindje',
  elderly: `oud oude oma opa omaatje opaatje grootmoeder grootvader bejaard bejaarde oudje gepensioneerde senior stokoud
    oude_man oude_vrouw oud_vrouwtje oud_mannetje als_oma als_opa als_een_oma als_een_opa als_bejaarde als_oude_man
    als_oude_vrouw als_een_oude_man als_een_oude_vrouw`,
  baby: "baby baby'tje babytje zuigeling peuter dreumes pasgeborene als_baby als_een_baby als_peuter als_een_peuter",
  introducing: 'een een_echte de het in tot naar',

  stop: 'stop stoppen verwijder verwijderen wis wissen vergeet vergeten',
  help: 'help hulp',
  again: 'opnieuw nogmaals nog_een_keer nog_een_keertje nog_eens herhaal',
  timeline: 'tijdlijn tijdslijn timeline',
  beforeAfter: 'voor_en_na voor_na voor/na voor-na ervoor_en_erna vergelijk vergelijken vergelijking',
  myData: `verwijder_mijn_gegevens verwijder_al_mijn_gegevens mijn_gegevens_verwijderen wis_mijn_gegevens
    verwijder_mijn_data verwijder_al_mijn_data mijn_data_verwijderen wis_mijn_data toon_mijn_gegevens toon_mijn_data
    bekijk_mijn_gegevens laat_mijn_gegevens_zien`,
  thanks: 'bedankt dank dankje dankjewel dankuwel dank_je dank_je_wel dank_u dank_u_wel thanks merci',
  hello: 'hallo hoi hey hi hee heej goedemorgen goedemiddag goedenavond goeiemorgen goedendag',
  everyone: 'iedereen allemaal alle allen allebei alle_twee beide beiden',

  polite: `alsjeblieft alstublieft asjeblieft aub alsjeblieft svp graag ja oke oké ok okay leuk mooi top super cool goed
    prima gaaf haha`,
  fillers: `en hoe doe ik me mij mezelf mijn m'n je jij jou jouw u uw hem hij haar ze zij zijn z'n het we wij ons onze hun hen deze dit
    die dat de een er eens even nu maar ook nog wil wou zou willen graag kun kan kunt kunnen maken maak gemaakt laat laten
    zien toon verander veranderen eruit uitzien uit ziet zie lijken lijkt gezicht gezichten man vrouw jongen meisje
    persoon iemand foto foto's wat iets beetje een_beetje een_stuk stukje stuk veel heel erg echt gewoon met op in naar
    van aan om te rond ongeveer circa leeftijd oud kind`,

  numbers: buildNumberWords({
    // "een" alone is rarely a number.
    units: 'één twee drie vier vijf zes zeven acht negen',
    teens: 'tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
    tens: 'twintig dertig veertig vijftig zestig zeventig tachtig negentig',
    join: (ten, unit) => [unit, unit.replace('één', 'een')].flatMap((one) => [`${one}en${ten}`, `${one}ën${ten}`]),
    others: 'nul honderd honderden duizend duizenden miljoen dozijn half halve anderhalf',
  }),
};
