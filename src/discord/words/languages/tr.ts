import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

const TENS = `yirmi/yirmisinde/yirmisine otuz/otuzunda/otuzuna kırk/kırkında/kırkına elli/ellisinde/ellisine
  altmış/altmışında/altmışına/altmis yetmiş/yetmişinde/yetmişine/yetmis seksen/sekseninde/seksenine
  doksan/doksanında/doksanına`;
/** Tens with an ending, which no unit follows. */
const INFLECTED = /(?:nda|nde|una|ına|ine)$/;

export const tr: LanguageWords = {
  ageUnits: `yaş yaşı yaşında yaşındaki yaşındayken yaşına yaşınla yaşlarında yaşlarındaki yaşlık yas yasinda yaşinda
    yasında yasina 'ında 'inde 'unda 'ünde 'sında 'sinde yaşıma yaşımda`,
  yearUnits: 'yıl yılı yıllık sene senelik yil',

  younger: `daha_genç daha_da_genç daha_genc gençleştir gençleştirin gençleştirsene gençleştirir_misin genclestir
    yaş_genç yaş_daha_genç yaş_genc yaş_daha_genc yas_daha_genc yaş_küçük yaş_daha_küçük yaş_gençleştir yas_genclestir
    yaş_gençleştirir_misin yıl_genç`,
  older: `daha_yaşlı daha_da_yaşlı daha_yasli yaşlandır yaşlandırın yaşlandırsana yaşlandırır_mısın yaslandir
    yaş_yaşlı yaş_daha_yaşlı yaş_daha_yasli yas_daha_yasli yaş_büyük yaş_daha_büyük yaş_yaşlandır yas_yaslandir
    yaş_yaşlandırır_mısın yıl_yaşlı`,
  fewer: 'eksi yıl_önce sene_önce yıl_önceki sene_önceki yıl_öncesi sene_öncesi yıl_once sene_once',
  more: 'artı yıl_sonra sene_sonra yıl_sonraki sene_sonraki yıl_sonrası sene_sonrası yil_sonra',
  leading: 'artı eksi',

  makers: `yap yapın yapsana yapar_mısın yapabilir_misin göster goster gösterin göstersene gösterir_misin
    gösterebilir_misin getir getirin getirir_misin dönüştür donustur dönüştürür_müsün çevir cevir çevirir_misin
    değiştir olsun hale_getir haline_getir`,
  anchors: 'yaklaşık aşağı_yukarı tam tamı_tamına takriben',
  present: 'yaşım şu_an şimdi_yaşım benim_yaşım yaşımız',
  joining: 've ile',
  things: `kişi kişiyi insan insanı yüz yüzü yüzler fotoğraf fotoğrafı fotoğraflar foto resim resmi resimler görsel
    görseli görseller çocuklar kadınlar adamlar tane adet`,
  doubts: `değil degil yok hayır hayir veya ya_da yahut ne olmasın hariç dışında arası arasında üstü üzeri üstünde
    üzerinde altında en_az en_fazla en_çok en_cok önce once sonra öncesi sonrası daha daha_az daha_fazla az fazla
    kadar kaç kac kaç_yaşında yarım yarısı iki_katı katı kat kere kez kez_daha yerine belki mı mi mu mü yaşındayım
    yaşındayız yaşındasın yaşındaydım yaşındaydı`,

  child: `çocuk cocuk çocuğu çocuğa çocukken çocukluk çocukluğu çocukluğum çocukluğumu çocukluğuna çocuk_hali
    çocuk_halim çocuk_halimi çocuk_halini çocuk_haline küçük_çocuk`,
  elderly: `yaşlı yasli ihtiyar yaşlıyken yaşlılık yaşlılığım yaşlılığımı yaşlı_hali yaşlı_halim yaşlı_halimi
    yaşlı_halini yaşlı_haline yaşlı_adam yaşlı_kadın yaşlı_biri dede dedeye büyükbaba büyükbabaya büyükanne
    büyükanneye babaanne babaanneye anneanne anneanneye nineye emekli`,
  baby: `bebek bebeğe bebekken bebeklik bebekliğim bebekliğimi bebek_hali bebek_halim bebek_halimi bebek_halini
    bebek_haline yenidoğan yeni_doğan yeni_doğmuş`,
  introducing: 'olarak gibi bir',

  stop: `stop dur durdur unut sil kes yeter iptal vazgeç bırak her_şeyi_sil herşeyi_sil hepsini_sil her_şeyi_unut
    hepsini_unut beni_unut konuşmayı_unut konuşmamızı_unut`,
  help: 'yardım yardim yardım_et yardım_eder_misin imdat',
  again: 'tekrar tekrarla yeniden bir_daha bir_kez_daha bir_kere_daha tekrar_dene tekrar_yap baştan',
  timeline: 'zaman_çizelgesi zaman_cizelgesi zaman_çizgisi zaman_tüneli timeline',
  beforeAfter: `önce_ve_sonra önce_sonra önce/sonra önce-sonra öncesi_ve_sonrası öncesi_sonrası öncesi/sonrası
    öncesi-sonrası once_sonra karşılaştır karşılaştırma`,
  myData: `verilerimi_sil verilerimi_siler_misin bilgilerimi_sil tüm_verilerimi_sil bütün_verilerimi_sil
    verilerimi_göster verilerim bilgilerimi_göster`,
  thanks: `teşekkürler tesekkurler teşekkür teşekkür_ederim çok_teşekkürler çok_teşekkür_ederim sağ_ol sağol sağ_olun
    saol tşk tşkler eyvallah mersi`,
  hello: `merhaba merhabalar selam selamlar slm mrb meraba günaydın iyi_günler iyi_akşamlar iyi_geceler hey
    selamün_aleyküm naber`,
  everyone: 'herkes herkesi hepsi hepsini tümü tümünü hepimiz hepimizi ikisi ikisini ikimiz ikimizi',

  polite: `lütfen lutfen evet tamam tamamdır olur peki ok okey harika süper güzel çok cok rica_ederim rica_etsem hadi
    haydi tabii iyi`,
  fillers: `ben beni bana benim sen seni sana senin o onu ona onun biz bizi bize bizim onlar onları bu bunu buna bunun
    şu şunu burada orada de da ki ve ile biraz azıcık birazcık hafif hafifçe şimdi artık sadece yalnızca öyle böyle
    şöyle gibi olarak olsun olsa olmuş olacak nasıl görünürüm görünürdüm görünür görünürdü olurum olurdum görünsün
    görünsem görünmek görünmesi istiyorum isterim istesem ister_misin görmek yaklaşık aşağı_yukarı tam takriben
    yaşında yaş yap yapın yapsana yapar_mısın yapabilir_misin göster goster gösterin göstersene gösterir_misin
    gösterebilir_misin getir getirin getirir_misin dönüştür donustur dönüştürür_müsün çevir cevir çevirir_misin
    değiştir hale_getir haline_getir hali halini halimi halim yüz yüzü yüzüm yüzümü yüzünü adam adamı kadın kadını
    erkek erkeği kız kızı kızımı oğlum oğlumu kardeşim kardeşimi abim abimi ablam ablamı annem annemi babam babamı
    arkadaşım arkadaşımı kişi kişiyi fotoğraf fotoğrafı fotoğrafta fotoğraftaki fotoğrafımı foto resim resmi resimde
    resimdeki resmimi görsel görseli biri birisi`,

  numbers: buildNumberWords({
    units: 'bir iki üç/uc dört/dort beş/beşinde/bes altı/alti yedi sekiz dokuz',
    teens: `on on_bir/onbir on_iki/oniki on_üç/onüç/on_uc on_dört/ondört/on_dort on_beş/onbeş/on_bes on_altı/onaltı/on_alti
      on_yedi/onyedi on_sekiz/onsekiz on_dokuz/ondokuz`,
    tens: TENS,
    join: (ten, unit) => (INFLECTED.test(ten) ? [] : [`${ten} ${unit}`, `${ten}${unit}`]),
    others: 'sıfır yüz bin milyon düzine yarım buçuk',
  }),
};
