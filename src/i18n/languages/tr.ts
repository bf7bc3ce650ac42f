import type { Catalogue } from '../catalogue.ts';

/** Turkish, with "sen". No suffix is attached to a place, since it would have to agree with what is filled in. */
export const sentences: Catalogue = {
  texts: {
    answer_title: 'Yaklaşık {age} yaşında',
    answer_footer: 'Yapay zekâyla değiştirildi · {reference}',
    answer_alt: 'Yapay zekâyla değiştirilmiş yüz, yaklaşık {age} yaşında görünüyor',
    answer_alt_described: '{alt}. Orijinali: {description}',
    working: 'Üzerinde çalışıyorum…',
    place_next: 'Sıra sende. {when} başlayacağım.',
    place_later: 'Kuyrukta {position}. sıradasın. Tahmini başlangıç: {when}.',
    step: '{of} görselden {done} tanesi hazır. Her biri bir görsel sayılır.',
    timeline_title: 'Yaklaşık {first} yaşından yaklaşık {last} yaşına',
    timeline_partial: '{of} görselden yalnızca {made} tanesi oluşturulabildi.',
    timeline_original: 'İlk görsel orijinal fotoğraf.',
    timeline_alt: 'Önce orijinal, sonra yapay zekâyla değiştirilmiş yüz. Göründüğü yaklaşık yaşlar: {ages}',
    button_cancel: 'İptal',
    failure_reference: 'Kod: {reference}',
    button_try_again: 'Tekrar dene',
    button_try_anyway: 'Yine de dene',
    button_turn_left: 'Sola döndür',
    button_turn_right: 'Sağa döndür',
    button_largest_face: 'En büyük yüz',
    choose_faces: 'Yüzleri seç',
    faces_alt: 'Her yüzün yanında numarası olan fotoğraf. {faces}',
    face_option: '{number}: {place}',
    face_order: '{count} yüz arasında soldan {position}. yüz',
    place_left: 'solda',
    place_middle: 'ortada',
    place_right: 'sağda',
    place_top: 'üstte',
    place_bottom: 'altta',
    size_large: 'büyük',
    size_smaller: 'daha küçük',
    cancel_started: 'Bu görsele çoktan başladım, artık iptal edemezsin.',
    cancel_not_yours: 'Bu görseli yalnızca isteyen kişi iptal edebilir.',

    answer_from_message: '<@{user}> adlı kişinin mesajından: {link}',
    answer_from_webhook: 'Şu mesajdan: {link}',
    answer_from_avatar: '<@{user}> adlı kişinin avatarından',
    button_older: '{count, plural, one {# yaş daha yaşlı} other {# yaş daha yaşlı}}',
    button_younger: '{count, plural, one {# yaş daha genç} other {# yaş daha genç}}',
    button_another_age: 'Başka bir yaş…',
    button_before_after: 'Öncesi/sonrası',
    button_post: 'Burada paylaş',
    button_posted: 'Paylaşıldı',
    answer_posted_by: 'Paylaşan: <@{user}>',
    permission_view: 'Kanalı Görüntüle',
    permission_send: 'Mesaj Gönder',
    permission_send_in_threads: 'Alt Başlıklarda Mesaj Gönder',
    permission_embed: 'Bağlantı Yerleştir',
    permission_attach: 'Dosya Ekle',
    button_delete: 'Sil',
    button_report: 'Bildir',
    before_after_beside: 'Solda: orijinal. Sağda: yaklaşık {age} yaşında.',
    before_after_stacked: 'Üstte: orijinal. Altta: yaklaşık {age} yaşında.',
    before_after_alt: 'İki görsel; birinde yüz yapay zekâyla değiştirildi. {places}',

    age_choice_child: 'Çocuk ({age})',
    age_form_title: 'Yaşı değiştir',
    age_form_age: 'Yüz kaç yaşında görünsün?',
    age_form_range: '{min} ile {max} arasında bir yaş',
    age_form_picture: 'Hangi görsel?',
    age_form_numbered: 'Görsel {number}',

    help_intro: 'Fotoğraftaki yüzün yaşını değiştiririm.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Bunun için “{permission}” iznine ihtiyacın var.',
    help_message: 'Bir mesajın menüsünde (sağ tıkla ya da basılı tut): Uygulamalar → **{name}**.',
    help_user: 'Bir kişinin menüsünde: Uygulamalar → **{name}**.',
    help_options:
      'Birini seç: `{option_image}`, `{option_user}` (avatarı kullanılır) ya da `{option_link}` (bir mesaja ait). `{option_private}: True` dersen cevabı yalnızca sen görürsün.',
    help_others_private: 'Başkasının fotoğrafını kullanırsan cevabı yalnızca sen görürsün.',
    help_others_server:
      'Başkasının fotoğrafını kullanırsan, bu sunucunun ayarları herkese göstermeye izin vermedikçe cevabı yalnızca sen görürsün.',
    help_buttons:
      'Her cevabın altındaki düğmeler: daha yaşlı, daha genç, başka bir yaş, öncesi/sonrası, sil ve bildir. **Burada paylaş**, kendi fotoğrafınla ilgili gizli bir cevabı herkese gösterir.',
    help_dm: 'Burada bana doğrudan yazabilirsin: bir fotoğraf gönder, ardından bir sayı yaz, örneğin 60.',
    help_dm_link: 'Bana direkt mesajla da fotoğraf gönderebilirsin.',
    help_installed:
      'Beni hesabına ekledin; bu yüzden beni her sunucuda, grupta ve direkt mesajda kullanabilirsin. Harici uygulamalara izin vermeyen sunucularda cevaplarımı yalnızca sen görürsün.',
    help_data:
      'Fotoğrafın değiştirilmek üzere Ace Data Cloud’a ve muhtemelen oradan Tencent Cloud’a gönderilir. Bende yalnızca şifrelenmiş bir bağlantısı kalır, o da bir gün boyunca.',
    help_language: 'Dil',
    help_language_discord: 'Discord’daki gibi',
    help_no_external_apps: 'Bu kanalda “{permission}” iznin yok, bu yüzden cevaplarımı burada yalnızca sen görürsün.',
    permission_manage_server: 'Sunucuyu Yönet',
    permission_external_apps: 'Harici Uygulamaları Kullan',
    help_button_dm: 'Direkt mesajları aç',
    help_button_privacy: 'Gizlilik',
    help_button_support: 'Destek',

    dm_greeting:
      'Yüzlerin yaşını değiştiririm. Bana bir fotoğraf gönder ve yüzün kaç yaşında görünmesini istediğini yaz: {min} ile {max} arasında. Fotoğraflar değiştirilmek üzere Ace Data Cloud’a ve muhtemelen oradan Tencent Cloud’a gönderilir. Konuşmamızı unutmam için “stop” yaz. Daha fazlası: `/{command_privacy}`.',
    report_title: 'Bildir: {reference}',
    report_reason: 'Bu görselde sorun ne?',
    report_to_whom: 'Bu botu yönetenler bildirimini ve adını görür.',
    report_taken:
      'Teşekkürler. {reference} kodlu görsel için bildirimin bu botu yönetenlere iletilecek. Görsel Discord kurallarını çiğniyorsa mesajın menüsünden “Mesajı Bildir” seçeneğini de kullan.',

    privacy_photos:
      '**Fotoğrafların.** Bana verdiğin fotoğraflar değiştirilmek üzere Ace Data Cloud’a ve muhtemelen oradan Tencent Cloud’a gönderilir. Sonuç orada bir gün daha erişilebilir kalabilir. Cevabını aldıktan sonra fotoğrafı saklamam.',
    privacy_kept:
      '**Sakladıklarım.** Düğmeler için, şifreli olarak ve 24 saat: fotoğrafın bağlantısı ve açıklaması, kimin mesajından geldiği ve seçilen yüzlerin fotoğraftaki yeri. Direkt mesajlarımız için: hangi mesajda kaldığımız, bir gün boyunca, ve kendimi tanıttığım. Bugün kaç görsel aldığın. Dilin, en fazla 180 gün. İlk görselinin günü, adın olmadan, son görselinden sonra 60 gün. Bildirimler için 30 gün: her cevabın ya da hatanın kodu; kimin, nerede, ne zaman, hangi yaş için, ne tür bir kaynaktan istediği ve nasıl sonuçlandığı; ama görsel ve bağlantı yok. Bildirimlerin, 30 gün.',
    privacy_opted_in:
      '**Başkaları ve fotoğrafların.** Başkaları menülerimi ve komutlarımı senin mesajlarında ve avatarında kullanabilir. Bunu istemiyorsan ilk düğmeye bas.',
    privacy_opted_out:
      '**Başkaları ve fotoğrafların.** Avatarını ve mesajlarındaki fotoğrafları senden başka kimse için değiştirmem.',
    privacy_copies:
      'Başkasının yüklediği ya da ilettiği bir fotoğrafta seni tanıyamam. Cevabın altındaki “Bildir” düğmesine bas ya da orada yazan kodla `/{command_report}` komutunu kullan.',
    privacy_deletion:
      '**Verilerimi sil** hemen çalışır ve konuşmamızı, dilini, düğmelerin verilerini ve sayaçlarını siler. Başkalarıyla ilgili tercihin kalır, çünkü silmek onu geri alırdı; bildirimler ve kodları da kalır. Şu anda hazırlanan görseller yine sana gelir.',
    button_opt_out: 'Fotoğraflarımı başkalarına kapat',
    button_opt_in: 'Fotoğraflarımı başkalarına aç',
    button_show_data: 'Verilerimi göster',
    data_shown: 'Hakkında sakladığım her şey burada; yalnızca saniyeler içinde biten bekleme süreleri hariç.',
    button_delete_data: 'Verilerimi sil',
    data_deleted:
      'Silindi: konuşmamız, dilin, düğmelerin verileri ve sayaçların. Kaldı: başkaları ve fotoğraflarınla ilgili tercihin, bildirimler ve 30 gün boyunca bunların kodları. Bugünkü görseller, adın olmadan, gece yarısına (UTC) kadar günlük sınıra sayılmaya devam eder.',

    dm_help:
      'Bana bir fotoğraf gönder ve yüzün kaç yaşında görünmesini istediğini yaz, örneğin “60” ya da “10 yaş daha genç”. Başka bir fotoğraf gönderene kadar aynısıyla devam ederim. Unutmam için “stop” yaz.',
    dm_hello: 'Merhaba! Bana bir fotoğraf gönder ve yüzün kaç yaşında görünmesini istediğini yaz, örneğin “60”.',
    dm_welcome: 'Rica ederim.',
    dm_how_old: 'Yüz kaç yaşında görünsün?',
    dm_which: 'Bu {count} fotoğraftan hangisi?',
    dm_no_photo: 'Devam edebileceğim bir fotoğrafın yok. Bana bir tane gönder.',
    dm_no_answer:
      'Burada karşılaştıracak bir görselim yok. Bir fotoğraf gönder ve yüzün kaç yaşında görünmesini istediğini yaz.',
    dm_not_a_message:
      'O fotoğraf burada bir mesajla gönderilmemiş, bu yüzden bana yazarak onunla devam edemezsin. Cevabın altındaki düğmeleri kullan ya da fotoğrafı bana gönder.',
    dm_oldest: 'Bir yüzü {age} yaşından daha yaşlı yapamam. Daha küçük bir yaş iste.',
    dm_youngest: 'Bir yüzü {age} yaşından daha genç yapamam. Daha büyük bir yaş iste.',
    dm_forgotten:
      'Konuşmamızı unuttum: hangi fotoğrafla ilgili olduğunu ve düğmelerin verilerini. Mesajlar, biri silene kadar burada kalır.',

    on: 'açık',
    off: 'kapalı',
    settings_head: 'Bu sunucunun ayarları:',
    settings_changed: 'Kaydedildi. Bu sunucunun ayarları artık şöyle:',
    setting_default: '{setting} (varsayılan)',
    setting_own: '{setting} (burada ayarlandı)',
    setting_limited: '{setting} (burada ayarlandı, botu yönetenler sınırladı)',
    settings_more: 'Hangi komutu kimin, nerede kullanabileceğini Sunucu Ayarları → Entegrasyonlar bölümünden seç.',
    setting_cooldown: 'Görseller arasındaki en kısa süre: {count, plural, one {# saniye} other {# saniye}}',
    setting_quota: 'Günlük görsel sayısı: {pictures, number}',
    setting_no_quota: 'Günlük görsel sayısı: sınırsız',
    setting_min_age: 'İstenebilecek en küçük yaş: {years}',
    setting_closed: 'Kapalı olduğum kanallar: {channels}',
    setting_none_closed: 'Tüm kanallarda açığım',
    setting_private: 'Cevaplar varsayılan olarak gizli: {state}',
    setting_others_public: 'Başkasının fotoğrafıyla ilgili cevaplar herkese gösterilebilir: {state}',

    usage_yours:
      'Bugün {count, plural, one {# görselden} other {# görselden}} {used, number} tanesini kullandın; {left, number} tane kaldı.',
    usage_yours_unlimited: 'Bugün {count, plural, one {# görsel} other {# görsel}} kullandın.',
    usage_server:
      'Bu sunucu bugün {count, plural, one {# görselden} other {# görselden}} {used, number} tanesini kullandı; {left, number} tane kaldı.',
    usage_server_unlimited: 'Bu sunucu bugün {count, plural, one {# görsel} other {# görsel}} kullandı.',
    usage_reset: 'Sayaç {when} sıfırlanır.',
  },

  reasons: {
    picture_not_a_picture: 'Bu dosyayı görsel olarak okuyamıyorum. JPEG ya da PNG biçiminde bir fotoğraf gönder.',
    picture_empty: 'Bu dosya boş. Fotoğrafı tekrar gönder.',
    picture_too_heavy: 'Bu görsel 25 MB’tan büyük. Daha küçük bir kopyasını gönder.',
    picture_too_small: 'Bu görsel çok küçük: kısa kenarı en az 64 piksel olmalı. Daha büyüğünü gönder.',
    picture_too_narrow: 'Bu görsel çok uzun ve dar. Yüzün çevresinden kırpıp tekrar gönder.',
    picture_too_many_pixels: 'Bu görsel 50 megapikselden büyük. Daha küçük bir kopyasını gönder.',
    picture_needs_memory: 'Bu görseli açmak çok fazla bellek gerektiriyor. Daha küçük bir kopyasını gönder.',
    picture_damaged: 'Bu görsel bozuk ve açılamıyor. Başka bir kopyasını gönder.',
    picture_format_unsupported: '{format} biçimi desteklenmiyor. Fotoğrafı JPEG ya da PNG olarak gönder.',
    picture_gone: 'Bu görseli Discord’dan indiremedim. Tekrar gönder.',
    picture_too_slow: 'Bu görsel çok yavaş iniyor. Kaydedip dosya olarak gönder.',
    picture_unavailable: 'Bu görseli şu anda Discord’dan indiremedim. Bir dakika sonra tekrar dene.',
    picture_not_passed_on: 'Bu fotoğrafı görsel servisine gönderemedim. Bir dakika sonra tekrar dene.',
    pictures_unavailable: 'Şu anda fotoğraf açamıyorum. Botu yönetenlere haber verildi. Daha sonra tekrar dene.',
    picture_took_too_long: 'Bu görseli açmak çok uzun sürdü. Daha küçük ya da daha basit bir kopyasını gönder.',

    message_without_picture: 'Bu mesajda görsel bulamadım. Fotoğraf olan bir mesaj seç.',
    message_with_sticker: 'Çıkartmaların yaşını değiştiremem. Fotoğraf olan bir mesaj seç.',
    message_with_video: 'Videoları ve hareketli GIF’leri değiştiremem. Fotoğraf olan bir mesaj seç.',
    message_with_voice: 'Sesli mesajları kullanamam. Fotoğraf olan bir mesaj seç.',
    message_with_poll: 'Anketleri kullanamam. Fotoğraf olan bir mesaj seç.',
    dm_sticker: 'Çıkartmaları kullanamam. Bana bir fotoğraf gönder.',
    dm_voice: 'Sesli mesajları kullanamam. Bana bir fotoğraf gönder.',
    dm_poll: 'Anketleri kullanamam. Bana bir fotoğraf gönder.',
    dm_forwarded: 'İletilen mesajda fotoğraf göremiyorum. Bana bir fotoğraf gönder.',
    dm_video: 'Videoları ve hareketli GIF’leri değiştiremem. Bana bir fotoğraf gönder.',
    dm_link: 'Bu bağlantıda görsel göremiyorum. Fotoğrafı kaydedip bana dosya olarak gönder.',
    one_picture: 'Bana şu üç seçenekten yalnızca birini ver: `{option_image}`, `{option_user}` veya `{option_link}`.',
    message_hidden:
      'Discord bana bu mesajın içeriğini göstermiyor. Menüsünden Uygulamalar → **{menu_photo}** seçeneğini kullan ya da fotoğrafı yükle.',
    link_unreadable: 'Bu bağlantıyı okuyamıyorum. Bir mesajın bağlantısını kopyala ya da fotoğrafı yükle.',
    link_other_host:
      'Yalnızca Discord bağlantılarını açarım, `{host}` bağlantılarını değil. Bunun yerine fotoğrafı yükle.',
    link_not_a_picture:
      'Bu bağlantı bir mesaja, mesajdaki bir dosyaya ya da bir avatara gitmiyor. Bunun yerine fotoğrafı yükle.',
    link_file_unknown:
      'Bu dosyanın olduğu mesajı bulamıyorum, bu yüzden kime ait olduğunu bilmiyorum. Mesajın menüsünden Uygulamalar → **{menu_photo}** seçeneğini kullan ya da fotoğrafı yükle.',
    link_other_server: 'Bu mesaj başka bir sunucuda. Beni orada kullan ya da fotoğrafı yükle.',
    link_not_seen:
      'Bu mesajı açamıyorum: böyle bir mesaj yok ya da kanalını ikimizden biri okuyamıyor. Fotoğrafı yükle.',
    link_age_restricted: 'Bu mesaj yaş kısıtlamalı bir kanalda. Beni orada kullan.',
    link_unread: 'Bu mesajı şu anda okuyamadım. Bağlantıyı bir dakika sonra tekrar ver ya da fotoğrafı yükle.',
    link_several_pictures:
      'Bu mesajda birden fazla görsel var. Birini seçmek için menüsünden Uygulamalar → **{menu_photo}** seçeneğini kullan.',
    user_without_avatar: 'Bu kişinin avatarı yok. /{command_age} komutuyla bir fotoğraf ver.',
    target_forgotten: 'Bunun hangi görselle ilgili olduğunu artık bilmiyorum. Menüyü tekrar aç.',

    no_face_seen: 'Bu fotoğrafta yüz göremiyorum. Daha yakından çekilmiş, düz duran bir fotoğraf dene.',
    photo_seems_sideways: 'Bu fotoğraf yan duruyor gibi. Döndür ya da düz duran bir fotoğraf gönder.',
    face_seems_small: 'Bu fotoğraftaki yüz çok küçük. Yüze daha yakın kırp ya da yine de dene.',
    which_face: 'Birden fazla yüz var. Birini, ikisini ya da üçünü seç. Her biri bir görsel sayılır.',

    age_out_of_range: 'Yaş, {min} ile {max} arasında bir tam sayı olmalı. Bu aralıktan bir yaş seç.',
    timeline_ages_wrong: '{min} ile {max} arasında iki ila beş yaş yaz, örneğin “20, 40, 60”.',
    cooldown: 'Buradaki son görselin üzerinden yeterince zaman geçmedi. {when} tekrar isteyebilirsin.',
    paused: 'Kullanamadığım birkaç dosya gönderdin. {when} tekrar isteyebilirsin.',
    quota_user: 'Bugünkü görsel hakkının tamamını kullandın. {when} tekrar isteyebilirsin.',
    quota_guild: 'Bu sunucu bugünkü görsel hakkının tamamını kullandı. {when} tekrar isteyebilirsin.',
    budget_spent: 'Bu bot bugünkü sınırına ulaştı. {when} tekrar isteyebilirsin.',
    budget_newcomers:
      'Bugün beni ilk kez deneyen çok kişi var; kalan görselleri daha önce gelenlere ayırıyorum. {when} tekrar isteyebilirsin.',
    too_busy: 'Şu anda çok fazla kişi bekliyor. {when} tekrar deneyebilirsin.',
    channel_closed: 'Bu kanalda kapalıyım. Başka bir kanal kullan.',
    young_face_here:
      '18 yaşın altındaki yüzleri yalnızca kanalın ve sunucunun yaş kısıtlamalı olmadığını görebildiğim yerlerde yaparım; spoiler olarak işaretlenmiş fotoğraflardan yapmam. 18 ya da üstünü seç.',
    only_in_servers: 'Bu yalnızca sunucularda çalışır. Orada kullan.',
    setting_below_operator: 'Botu yönetenler bir alt sınır koydu: {least, number}. Bunu ya da fazlasını seç.',
    setting_above_operator: 'Botu yönetenler günlük bir sınır koydu: {most}. Bunu ya da daha azını seç.',
    too_many_closed_channels:
      'Beni burada en fazla {most} kanalda kapatabilirsin. Daha fazlası için Sunucu Ayarları → Entegrasyonlar bölümünü kullan.',
    cancelled: 'İptal edildi. Sayılmaz.',

    blocked: 'Burada kullanılamıyorum. Bunun bir hata olduğunu düşünüyorsan bu botu yönetenlere sor.',
    not_in_this_server: 'Bu sunucu için ayarlanmadım. Bu botu yönetenlerden sunucuyu eklemelerini iste.',
    no_direct_messages: 'Direkt mesaj kabul etmiyorum. Beni bir sunucuda kullan.',
    no_user_install: 'Yalnızca beni ekleyen sunucularda çalışırım. Beni onlardan birinde kullan.',
    subject_opted_out: 'Bu kişi, başkalarının fotoğraflarını değiştirmesini istemiyor. Başka bir fotoğraf seç.',
    reference_unknown:
      'Son 30 günde bu koda sahip bir görsel bilmiyorum. Kodu kontrol et: görselin altında yazar, örneğin 7K2QF-9MXTB.',
    reported_already: 'Bu görseli botu yönetenlere zaten bildirdin. Ekleyeceğin bir şey varsa yarın tekrar bildir.',
    too_many_reports: 'Bugün çok fazla bildirim gönderdin. Kalanları yarın gönder.',

    no_face: 'Bu fotoğrafta yüz bulamadım. Yüzün kameraya baktığı net bir fotoğraf dene.',
    face_too_small: 'Bu fotoğraftaki yüz çok küçük. Yüze daha yakın kırpıp tekrar dene.',
    face_cut_off: 'Yüz, fotoğrafın kenarında kesilmiş. Yüzün tamamının göründüğü bir fotoğraf kullan.',
    picture_refused: 'Görsel servisi bu fotoğrafı okuyamadı. JPEG olarak kaydedip tekrar gönder.',
    picture_unreachable: 'Görsel servisi bu fotoğrafı indiremedi. Bir dakika sonra tekrar dene.',
    picture_too_large: 'Bu fotoğraf görsel servisi için çok büyük. Daha küçük bir kopyasını gönder.',
    face_region_refused:
      'Görsel servisi bu fotoğraftaki yüzün yerini kabul etmedi. Fotoğrafı o yüze göre kırpıp tekrar gönder.',
    picture_moderated: 'Görsel servisi bu fotoğrafı reddetti. Başka bir fotoğraf kullan.',

    rate_limited: 'Şu anda çok fazla istek var. Birkaç dakika sonra tekrar dene.',
    endpoint_unfunded: 'Şu anda fotoğrafları değiştiremiyorum. Botu yönetenlere haber verildi. Daha sonra tekrar dene.',
    endpoint_unauthorised:
      'Şu anda fotoğrafları değiştiremiyorum. Botu yönetenlere haber verildi. Daha sonra tekrar dene.',
    endpoint_disabled: 'Şu anda fotoğrafları değiştiremiyorum. Botu yönetenlere haber verildi. Daha sonra tekrar dene.',
    endpoint_missing: 'Şu anda fotoğrafları değiştiremiyorum. Botu yönetenlere haber verildi. Daha sonra tekrar dene.',
    endpoint_rejected: 'Görsel servisi bu isteği kabul etmedi. Başka bir fotoğraf dene.',
    endpoint_mismatched: 'Görsel servisi bu isteği kabul etmedi. Tekrar dene ya da başka bir fotoğraf kullan.',
    endpoint_forbidden: 'Görsel servisi bu isteği reddetti. Daha sonra tekrar dene ya da başka bir fotoğraf kullan.',
    endpoint_trouble: 'Görsel servisi bu fotoğrafta sorun yaşadı. Tekrar dene ya da başka bir fotoğraf kullan.',
    endpoint_unreachable: 'Görsel servisine şu anda ulaşılamıyor. Birkaç dakika sonra tekrar dene.',
    endpoint_timeout: 'Görsel servisinin yanıtı çok uzun sürdü. Tekrar dene.',
    endpoint_lost: 'Görsel servisiyle bağlantı koptu. Tekrar dene.',
    endpoint_out_of_order: 'Görsel servisi şu anda çalışmıyor. Daha sonra tekrar dene.',
    endpoint_answer_invalid: 'Görsel servisinden okuyamadığım bir yanıt geldi. Tekrar dene.',

    result_unavailable: 'Hazır görseli indiremedim. Tekrar dene.',
    result_too_heavy: 'Hazır görsel burada paylaşılamayacak kadar büyük. Daha küçük bir fotoğraf dene.',
    cannot_attach:
      'Burada görsel paylaşmama izin yok. Bir yöneticiden bana “Dosya Ekle” iznini vermesini iste ya da beni direkt mesajda kullan.',
    upload_failed: 'Görsel hazır, ama Discord kabul etmedi. Bir dakika sonra tekrar dene.',

    answer_forgotten: 'O fotoğrafın bağlantısı artık bende yok. /{command_age} komutuyla fotoğrafı tekrar ver.',
    answer_not_yours:
      'Bu görselle yalnızca onu isteyen kişi devam edebilir. Kendi fotoğrafın için /{command_age} komutunu ya da bir mesajın menüsünden Uygulamalar → {menu_photo} seçeneğini kullan.',
    posted_already: 'Bu görseli burada zaten paylaştım.',
    not_yours_to_post: 'Yalnızca kendi fotoğrafından ya da avatarından yapılan görselleri paylaşırım.',
    bot_may_not_post:
      'Burada paylaşım yapamıyorum. Bir yöneticiden bana bu kanalda şu izni vermesini iste: {permission}.',
    person_may_not_post: 'Burada görsel paylaşamazsın. Bu kanalda şu izne ihtiyacın var: {permission}.',
    answer_not_yours_to_delete:
      'Bu görseli yalnızca isteyen kişi, orijinalin sahibi ve moderatörler silebilir. Onlardan birine sor.',

    too_fast: 'Bu benim için çok hızlı. {when} tekrar deneyebilirsin.',
    too_fast_dm: 'Bu benim için çok hızlı. Bir dakika bekle, sonra tekrar yaz.',
    one_at_a_time: 'Önceki isteğin üzerinde hâlâ çalışıyorum. O bitince tekrar dene.',

    storage_down: 'Veritabanıma ulaşılamıyor. Birkaç dakika sonra tekrar dene.',
    restarting: 'Yeniden başlatılıyorum. Birkaç saniye sonra tekrar dene.',
    too_late: 'Bu, Discord’un izin verdiğinden uzun sürdü. Tekrar dene.',
    unknown_command: 'Bu komut artık bende yok. Yenilerini görmek için Discord’u yeniden başlat.',
    unknown_control: 'Bu düğme eski bir sürümümden kalma. /{command_age} komutuyla tekrar iste.',
    internal: 'Bende bir şeyler ters gitti. Bir dakika sonra tekrar dene.',
  },
};
