import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

const YEARS = ['tahun', 'thn', 'th'];
// With "aku" alone before it, an age is the one that somebody has.
const MAKE_ME = pairs('buat buatkan bikin bikinin jadikan jadiin ubah', 'aku saya gue gw');

export const id: LanguageWords = {
  yearUnits: YEARS.join(' '),

  younger: 'lebih_muda mudaan mudakan mudain',
  older: 'lebih_tua tuaan tuakan tuain',
  // "lagi" alone also means "again".
  fewer: `kurang kurangi minus dikurangi ${YEARS.map((years) => `${years}_lalu ${years}_yang_lalu ${years}_yg_lalu`).join(' ')}`,
  more: `tambah tambahkan ditambah plus ${YEARS.map((years) => `${years}_lagi`).join(' ')}`,
  leading: 'kurang kurangi minus dikurangi tambah tambahkan ditambah plus',
  by: 'sebanyak',
  fromNow: 'dalam',

  makers: `buat buatkan buatlah bikin bikinin jadikan jadiin ubah ubahlah rubah tunjukkan tampilkan
    ${MAKE_ME}`,
  anchors: `usia umur berusia berumur jadi menjadi pada ke sekitar kira-kira kurang_lebih jadi_umur jadi_usia menjadi_usia
    menjadi_umur di_usia di_umur pada_usia pada_umur`,
  present: `aku saya gue gw dia umurku usiaku umurnya usianya sekarang adalah masih sudah udah
    ${pairs('aku saya gue gw dia', 'umur usia berumur berusia sekarang sudah udah')} ${pairs('umur usia', 'aku saya gue gw dia')}
    ${pairs('umurku usiaku', 'sekarang')}`,
  joining: 'dan',
  things: 'orang foto foto-foto gambar gambar-gambar',
  doubts: `tidak tak bukan jangan gak ngga nggak enggak ga belum atau dari daripada dibanding dibandingkan lebih minimal maksimal
    paling setidaknya sekurang-kurangnya antara tanpa sebelum sesudah setelah kecuali di_atas di_bawah ke_atas ke_bawah
    hampir sampai kali berapa kalau orang_tua orangtua`,

  child: 'anak anak_kecil anak-anak bocah kanak-kanak anak_laki-laki anak_perempuan',
  elderly: 'tua nenek kakek nenek-nenek kakek-kakek lansia manula jompo opa oma',
  baby: 'bayi balita bayi_baru_lahir',
  introducing: 'jadi menjadi sebagai seperti kayak seorang versi',

  stop: 'stop berhenti hentikan hapus lupakan',
  help: 'bantuan bantu bantu_aku bantu_saya',
  again: 'sekali_lagi ulang ulangi coba_lagi',
  timeline: 'linimasa lini_masa garis_waktu timeline',
  beforeAfter: `sebelum_sesudah sebelum/sesudah sebelum-sesudah sebelum_dan_sesudah sebelum_setelah sebelum_dan_setelah
    bandingkan perbandingan`,
  myData: pairs(
    'hapus hapus_semua lihat tampilkan tunjukkan',
    'dataku data_saya data_aku data_gue data_pribadi_saya data_pribadiku',
  ),
  thanks: 'makasih makasi terima_kasih terimakasih trims thanks tengkyu terima_kasih_banyak makasih_banyak',
  hello: 'halo hallo hai hi hei hello selamat_pagi selamat_siang selamat_sore selamat_malam assalamualaikum',
  everyone: 'semua semuanya semua_orang keduanya dua-duanya kita_semua',

  polite: 'tolong mohon dong ya iya yuk oke ok deh sih min bagus keren mantap sip baik haha wkwk wkwkwk please pls kak',
  fillers: `dan bagaimana gimana aku saya gue gw gua dia kamu kita kami mereka mau ingin pengen pengin bisa bisakah coba jadi jadikan jadiin menjadi
    buat buatkan bikin bikinin ubah rubah tunjukkan tampilkan lihat wajah wajahku wajahnya muka mukaku mukanya foto
    fotoku fotonya gambar gambarnya ini itu yang yg di ke pada dengan untuk sedikit agak sangat banget sekali saja aja
    lagi terlihat tampak kelihatan keliatan tampaknya seperti sebagai kayak usia umur berusia berumur sekitar kira-kira
    kurang_lebih lalu kemudian sekarang pria wanita cowok cewek laki-laki perempuan seorang supaya agar biar versi tua
    ${MAKE_ME}`,

  numbers: buildNumberWords({
    units: 'satu dua tiga empat lima enam tujuh delapan sembilan',
    teens: `sepuluh sebelas dua_belas/duabelas tiga_belas/tigabelas empat_belas/empatbelas lima_belas/limabelas
      enam_belas/enambelas tujuh_belas/tujuhbelas delapan_belas/delapanbelas sembilan_belas/sembilanbelas`,
    tens: `dua_puluh/duapuluh tiga_puluh/tigapuluh empat_puluh/empatpuluh lima_puluh/limapuluh enam_puluh/enampuluh
      tujuh_puluh/tujuhpuluh delapan_puluh/delapanpuluh sembilan_puluh/sembilanpuluh`,
    join: (ten, unit) => [`${ten} ${unit}`],
    others: 'nol seratus ratus seribu ribu juta setengah lusin puluhan',
  }),
};

/** Each of these words before each of those. */
function pairs(first: string, second: string): string {
  return first
    .split(' ')
    .flatMap((one) => second.split(' ').map((other) => `${one}_${other}`))
    .join(' ');
}
