import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

export const en: LanguageWords = {
  ageUnits: 'yo y/o',
  yearUnits: 'year years yr yrs y',
  yearsOld: 'old',

  younger: 'younger',
  older: 'older',
  fewer: 'less fewer ago minus subtract',
  more: 'more plus add',
  leading: 'plus minus add subtract',
  by: 'by',
  fromNow: 'in',

  makers: 'make show turn age',
  anchors: 'age aged of at to as like be look turn until till about around approximately roughly',
  present:
    "am_now i'm_now is_now am_just i'm_just am_already i'm_already am is are was were i'm im he's she's they're currently from since",
  joining: 'and',
  things: 'of people persons faces photo photos picture pictures pic pics image images kids men women',
  doubts: `not no never don't dont doesn't isn't or nor than over under below above between before after later hundred half
    double twice times except without how_old at_least at_most`,

  child: 'child kid',
  elderly: `old elderly ancient grandma grandmother granny nana grandpa grandfather grandad granddad gramps pensioner
    old_man old_woman old_lady old_person old_age senior`,
  baby: 'baby infant newborn toddler',
  introducing: 'as like a an the into',

  stop: 'stop delete forget erase',
  help: 'help',
  again: 'again once_more one_more_time another_one repeat redo',
  timeline: 'timeline time_line',
  beforeAfter: 'before_and_after before_after before_&_after before-after before/after before-and-after',
  myData: 'delete_my_data delete_data delete_all_my_data erase_my_data remove_my_data delete_my_info show_my_data',
  thanks: 'thanks thank thank_you thx cheers',
  hello: 'hello hi hey hiya good_morning good_afternoon good_evening howdy',
  everyone: 'everyone everybody all all_of_them both',

  polite: 'please pls plz ok okay yes yeah yep so lol haha cool nice great good sure much very',
  fillers: `i me my myself you your u he him his she her it its we us our they them their this that these those the a an
    i'd to be is am are was do does did can could would will should make makes making made show change turn into set get
    let's let give see want wanna need try go now then just only exactly about around approximately approx roughly maybe
    perhaps circa ca like at as age aged look looks looking until till what how if one ones photo photos picture pictures
    pic pics image images face faces number person people guy man woman boy girl kid but instead next of for with on bit
    little lot way even still really quite slightly too also here there same old and once kind alt u back look_like`,

  numbers: buildNumberWords({
    units: 'one two three four five six seven eight nine',
    teens: 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    tens: 'twenty thirty forty/fourty fifty sixty seventy eighty ninety',
    join: (ten, unit) => [`${ten} ${unit}`],
    others: 'zero hundred hundreds thousand thousands million dozen dozens',
  }),
};
