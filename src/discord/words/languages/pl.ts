import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

export const pl: LanguageWords = {
  ageUnits: 'letni letnia letnią letniego letniej letnim letniemu latek latka latkiem latką latkę',
  yearUnits: 'rok roku lat lata latach latami roczek',

  younger: `młodszy młodsza młodszą młodszego młodszej młodszym młodsze młodsi młodziej mlodszy mlodsza mlodziej
    odmłodzić odmłódź odmłodź odmładzaj odmłódź_mnie odmłodź_mnie odmłódź_go odmłódź_ją`,
  older: `starszy starsza starszą starszego starszej starszym starsze starsi starzej postarzyć postarz postarzaj
    postarz_mnie postarz_go postarz_ją`,
  fewer: 'minus lat_mniej lata_mniej rok_mniej lat_temu lata_temu rok_temu lat_wstecz',
  more: 'plus lat_więcej lata_więcej rok_więcej lat_wiecej lat_później lata_później rok_później lat_pozniej',
  leading: 'plus minus',
  by: 'o',
  fromNow: 'za',

  makers: `zrób zrob zróbcie rób pokaż pokaz pokażcie zamień zmień przerób uczyń stwórz wygeneruj daj zrób_mi
    zrób_ze_mnie zrób_z_niego zrób_z_niej`,
  anchors: `w_wieku do na jako jak około ok koło mniej_więcej jakieś dokładnie postarz_do postarz_mnie_do odmłódź_do
    odmłódź_mnie_do`,
  present: 'mam ma masz jestem jest są był była miałem miałam obecnie od',
  joining: 'i oraz',
  things: `osób osoby osoba osobę ludzi twarzy twarze twarz zdjęć zdjęcia zdjęcie zdjęciu fotek fotki fotka fotkę foto
    obrazów obrazy obraz obrazki obrazek obrazków dzieci mężczyzn kobiet`,
  doubts: `nie ani lub albo czy niż bez oprócz między pomiędzy więcej mniej wiecej ponad powyżej poniżej pod nad
    co_najmniej przynajmniej co_najwyżej najwyżej maksymalnie minimalnie przed po później wcześniej dwa_razy razy pół
    połowa ile ile_lat chyba`,

  child: `dziecko dzieckiem dzieckowi w_dziecko dzieciak dzieciakiem w_dzieciaka ze_mnie_dziecko z_niego_dziecko
    z_niej_dziecko małym_dzieckiem jak_dziecko jako_dziecko`,
  elderly: `stary stara starą starym starego staro staruszek staruszkiem staruszka staruszką starzec starcem babcia
    babcią babunia babka babką dziadek dziadkiem dziadzio emeryt emerytem emerytka emerytką senior seniorem seniorka
    seniorką starsza_pani starszą_panią starszy_pan starszym_panem starsza_osoba starszą_osobą na_starość w_staruszka
    w_staruszkę w_babcię w_dziadka ze_mnie_staruszka ze_mnie_babcię ze_mnie_dziadka`,
  baby: `niemowlę niemowlęciem niemowlak niemowlakiem bobas bobasem noworodek noworodkiem w_niemowlę w_niemowlaka
    w_bobasa`,
  introducing: 'jako jak w',

  stop: 'stop przestań przestan usuń usun skasuj zapomnij wymaż kasuj',
  help: 'pomoc pomocy pomóż pomoz',
  again: 'jeszcze_raz znowu znów ponownie powtórz powtorz powtórka od_nowa raz_jeszcze',
  timeline: 'oś_czasu os_czasu osi_czasu linia_czasu linię_czasu timeline',
  beforeAfter: 'przed_i_po przed_po przed/po przed-po przed-i-po porównanie porównaj',
  myData: `usuń_moje_dane usun_moje_dane usunąć_moje_dane skasuj_moje_dane wymaż_moje_dane usuń_dane pokaż_moje_dane
    moje_dane`,
  thanks: `dziękuję dziekuje dzięki dzieki dzięks dziękówa dziękuję_bardzo bardzo_dziękuję wielkie_dzięki
    dzięki_wielkie`,
  hello: `cześć czesc hej hejka siema siemka siemanko witaj witam dzień_dobry dzien_dobry dobry_wieczór dobry_wieczor
    elo heja`,
  everyone: 'wszyscy wszystkich wszystkie wszystkim oboje obie obaj obydwoje całą_grupę',

  polite: `proszę prosze poproszę poprosze tak ok okej okay dobra dobrze spoko super fajnie ekstra bardzo świetnie
    no_to jasne`,
  fillers: `ja mi mnie mną mój moja moje moją mojego mojej moim ty ci cię tobie twój on ona ono go jego jemu mu ją jej
    nią nim my nas nam oni one ich im to ten ta te tę tą tego tej tym tutaj tu tam się siebie sobie w na do z ze jak
    jako jakby żeby aby by było być był była będę będzie mieć miał miała miało wieku wiek lat lata rok około koło
    jakieś mniej_więcej dokładnie trochę troche troszkę odrobinę nieco jeszcze teraz potem więc wiec a i oraz tylko
    po_prostu niech może moze możesz mozesz możecie chcę chce chciałbym chciałabym wyglądać wygląda wyglądał wyglądała
    wyglądało zobaczyć zrób zrob zróbcie rób zrobić pokaż pokaz pokażcie zamień zmień przerób uczyń stwórz wygeneruj
    daj zrób_mi zrób_ze_mnie zrób_z_niego zrób_z_niej twarz twarzy zdjęcie zdjęciu zdjęcia foto fotka fotkę obraz
    osoba osobę człowiek mężczyzna mężczyznę kobieta kobietę facet facetem chłopak chłopaka dziewczyna dziewczynę dużo
    duzo znacznie wyglądałem wyglądałam wyglądałbym wyglądałabym będą`,

  numbers: buildNumberWords({
    units: `jeden/jedna/jedno/jednego/jednej/jednym dwa/dwie/dwóch/dwoch/dwu/dwóm trzy/trzech/trzem cztery/czterech/czterem
      pięć/pięciu/piec/pieciu sześć/sześciu/szesc/szesciu siedem/siedmiu osiem/ośmiu/osmiu
      dziewięć/dziewięciu/dziewiec/dziewieciu`,
    teens: `dziesięć/dziesięciu/dziesiec/dziesieciu jedenaście/jedenastu/jedenascie dwanaście/dwunastu/dwanascie
      trzynaście/trzynastu/trzynascie czternaście/czternastu/czternascie piętnaście/piętnastu/pietnascie/pietnastu
      szesnaście/szesnastu/szesnascie siedemnaście/siedemnastu/siedemnascie osiemnaście/osiemnastu/osiemnascie
      dziewiętnaście/dziewiętnastu/dziewietnascie/dziewietnastu`,
    tens: `dwadzieścia/dwudziestu/dwadziescia trzydzieści/trzydziestu/trzydziesci czterdzieści/czterdziestu/czterdziesci
      pięćdziesiąt/pięćdziesięciu/piecdziesiat/piecdziesieciu sześćdziesiąt/sześćdziesięciu/szescdziesiat/szescdziesieciu
      siedemdziesiąt/siedemdziesięciu/siedemdziesiat/siedemdziesieciu osiemdziesiąt/osiemdziesięciu/osiemdziesiat/osiemdziesieciu
      dziewięćdziesiąt/dziewięćdziesięciu/dziewiecdziesiat/dziewiecdziesieciu`,
    join: (ten, unit) => [`${ten} ${unit}`],
    others: 'zero sto stu dwieście setka tysiąc tysiące milion tuzin półtora',
  }),
};
