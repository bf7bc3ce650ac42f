const setOf = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

/** After a number, these mean that it's an age. */
export const AGE_UNITS = setOf('yo y/o 歳 才 岁 歲 周岁 세 살 ساله tuổi yaş yaşında');

/** After a number, these mean that it counts years. */
export const YEAR_UNITS = setOf(
  'year years yr yrs y jahr jahre jahren j an ans año años ano anos anni jaar år lat let rokov vuotta év ani yıl tahun năm',
  'год года лет рік роки років سنة سنه سنوات عام عاما سال साल वर्ष বছর ปี χρονών χρόνια ετών שנה שנים',
);

/** Written together with a number, in Latin letters only: "60s", "60th". */
export const ENDINGS = setOf('s st nd rd th');

/** After the years of an age: "60 years old". */
export const OLD = setOf('old alt');

/** Years to subtract, and to add. A word in `JUST` means some years by itself; others need a number. */
export const FEWER = setOf('younger less fewer ago minus subtract jünger weniger moins menos');
export const MORE = setOf('older more plus add älter mehr mayor más');
export const JUST = setOf('younger older jünger älter mayor');
/** Only before a number: "60 plus" is no change. */
export const LEADING = setOf('plus minus add subtract');
/** With one of these before it, a word counts as one in `JUST`: "plus jeune", "más viejo". */
export const COMPARING = setOf('plus más');
export const YOUNG = setOf('jeune jeunes joven jóvenes');
export const AGED = setOf('vieux vieille âgé âgée viejo vieja mayor');
/** Between such a word and its number: "older by 5". */
export const BY = setOf('by um de por');

/** Before the age that is wanted; the rest of the message can then contain unknown words. */
export const ANCHORS = setOf('age aged of at to as like be look turn until till about around approximately roughly à');
/** A name can be between one of these and the age: "make Anna 60". */
export const MAKERS = setOf('make show turn age');

/** After one of these, a number can be the rest of another: "treinta y 5". */
export const JOINING = setOf('and und et y');

/** Before the age that somebody has, rather than the one they want. */
export const PRESENT = setOf(
  "am is are was were i'm im he's she's they're currently from bin ist j'ai tengo tiene since",
);
/** After a number that counts something other than years. */
export const COUNTED = setOf('of people persons faces photos pictures pics kids men women');

/** With one of these, nothing is certain. */
export const DOUBTS = setOf(
  "not no never don't dont doesn't isn't or oder ou nor nicht kein pas than que als under over below above between before",
  'after later hundred half double twice times except without',
);

/** Can be next to an age or a change without a meaning of its own. */
export const FILLERS = setOf(
  "i me my myself you your u he him his she her it its we us our they them their this that these those the a an and i'd",
  "to be is am are was do does did can could would will should make makes making made show change turn into set get let's",
  'give see want wanna need let try go again now then ok okay hey hi hello yes yeah yep so just only exactly about around',
  'approximately approx roughly maybe perhaps circa ca like at as age aged look looks looking until till what how if one',
  'ones photo photos picture pictures pic pics image images face faces number person people guy man woman boy girl kid',
  'but sure nice cool great good instead next of for with on bit little lot',
  'much way even still really very quite slightly too also please pls plz thanks thank thx lol haha here there same old',
  'bitte danke mach mache mich mir ihn sie uns auf mit und alt etwas noch viel',
  'moi à svp merci un peu et encore el la los las a con por favor porfa gracias y poco más plus',
  '年齢 年龄 年齡 나이 อายุ にして で に して ください お願いします くらい の 让我 变成 變成 变 我 请 吧 的 样子 로 으로 해줘 해주세요 만들어줘',
);

/** Letters of scripts that don't have spaces between words. */
export const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
