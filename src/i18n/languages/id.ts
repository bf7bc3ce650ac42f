import type { Catalogue } from '../catalogue.ts';

/** Indonesian, with "kamu", as in Discord. */
export const sentences: Catalogue = {
  texts: {
    answer_title: 'Sekitar {age} tahun',
    answer_footer: 'Diubah dengan AI · {reference}',
    answer_alt: 'Wajah yang diubah dengan AI agar tampak berusia sekitar {age} tahun',
    answer_alt_described: '{alt}. Aslinya: {description}',
    working: 'Sedang kukerjakan…',
    place_next: 'Giliranmu berikutnya. Aku mulai {when}.',
    place_later: 'Kamu nomor {position} dalam antrean. Perkiraan mulai: {when}.',
    step: '{done} dari {of} gambar sudah siap. Masing-masing dihitung satu gambar.',
    timeline_title: 'Dari sekitar {first} sampai sekitar {last} tahun',
    timeline_partial: 'Hanya {made} dari {of} gambar yang berhasil dibuat.',
    timeline_original: 'Gambar pertama adalah aslinya.',
    timeline_alt: 'Aslinya, lalu wajah yang diubah dengan AI agar tampak berusia sekitar {ages} tahun',
    button_cancel: 'Batal',
    failure_reference: 'Referensi: {reference}',
    button_try_again: 'Coba lagi',
    button_try_anyway: 'Tetap coba',
    button_turn_left: 'Putar ke kiri',
    button_turn_right: 'Putar ke kanan',
    button_largest_face: 'Wajah terbesar',
    choose_faces: 'Pilih wajah',
    faces_alt: 'Foto dengan nomor di samping setiap wajah. {faces}',
    face_option: '{number}: {place}',
    face_order: 'wajah ke-{position} dari {count}, dari kiri',
    place_left: 'kiri',
    place_middle: 'tengah',
    place_right: 'kanan',
    place_top: 'atas',
    place_bottom: 'bawah',
    size_large: 'besar',
    size_smaller: 'lebih kecil',
    cancel_started: 'Gambar ini sudah mulai kubuat, jadi kamu tidak bisa membatalkannya.',
    cancel_not_yours: 'Hanya orang yang meminta gambar ini yang bisa membatalkannya.',

    answer_from_message: 'Dari pesan <@{user}>: {link}',
    answer_from_webhook: 'Dari pesan ini: {link}',
    answer_from_avatar: 'Dari foto profil <@{user}>',
    button_older: '{count, plural, other {# tahun lebih tua}}',
    button_younger: '{count, plural, other {# tahun lebih muda}}',
    button_another_age: 'Usia lain…',
    button_before_after: 'Sebelum/sesudah',
    button_post: 'Posting di sini',
    button_posted: 'Sudah diposting',
    answer_posted_by: 'Diposting oleh <@{user}>',
    permission_view: 'Lihat Saluran',
    permission_send: 'Kirim Pesan',
    permission_send_in_threads: 'Kirim Pesan di Utas',
    permission_embed: 'Sematkan Tautan',
    permission_attach: 'Lampirkan File',
    button_delete: 'Hapus',
    button_report: 'Laporkan',
    before_after_beside: 'Kiri: aslinya. Kanan: sekitar {age} tahun.',
    before_after_stacked: 'Atas: aslinya. Bawah: sekitar {age} tahun.',
    before_after_alt: 'Dua gambar, salah satunya dengan wajah yang diubah dengan AI. {places}',

    age_choice_child: 'Anak ({age})',
    age_form_title: 'Ubah usia',
    age_form_age: 'Wajahnya mau tampak berusia berapa?',
    age_form_range: 'Dalam tahun, dari {min} sampai {max}',
    age_form_picture: 'Gambar yang mana?',
    age_form_numbered: 'Gambar {number}',

    help_intro: 'Aku mengubah usia wajah di foto.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Kamu perlu izin “{permission}”.',
    help_message: 'Di menu pesan (klik kanan, atau tekan lama): Aplikasi → **{name}**.',
    help_user: 'Di menu seseorang: Aplikasi → **{name}**.',
    help_options:
      'Beri aku salah satu: `{option_image}`, `{option_user}` (untuk foto profilnya), atau `{option_link}` (dari sebuah pesan). Dengan opsi `{option_private}`, hanya kamu yang melihat jawabannya.',
    help_others_private: 'Kalau kamu memakai gambar orang lain, hanya kamu yang melihat jawabannya.',
    help_others_server:
      'Kalau kamu memakai gambar orang lain, hanya kamu yang melihat jawabannya, kecuali pengaturan server ini membuatnya publik.',
    help_buttons:
      'Tombol di bawah setiap jawaban: lebih tua, lebih muda, usia lain, sebelum/sesudah, hapus, dan laporkan. **Posting di sini** menampilkan jawaban pribadi tentang gambarmu sendiri kepada semua orang.',
    help_dm: 'Di sini kamu juga bisa langsung menulis: kirim foto, lalu angka seperti 60.',
    help_dm_link: 'Kamu juga bisa mengirimiku foto lewat pesan langsung.',
    help_installed:
      'Kamu sudah menambahkanku ke akunmu, jadi kamu bisa memakaiku di server, grup, atau pesan langsung mana pun. Di server yang tidak mengizinkan aplikasi eksternal, hanya kamu yang melihat jawabanku.',
    help_data:
      'Fotomu dikirim ke Ace Data Cloud, dan kemungkinan besar diteruskan ke Tencent Cloud, untuk diubah. Aku hanya menyimpan tautan terenkripsi ke foto itu, selama satu hari.',
    help_language: 'Bahasa',
    help_language_discord: 'Sesuai Discord',
    help_no_external_apps:
      'Kamu tidak punya izin “{permission}” di saluran ini, jadi hanya kamu yang melihat jawabanku di sini.',
    permission_manage_server: 'Kelola Server',
    permission_external_apps: 'Gunakan Aplikasi Eksternal',
    help_button_dm: 'Buka pesan langsung',
    help_button_privacy: 'Privasi',
    help_button_support: 'Bantuan',

    dm_greeting:
      'Aku mengubah usia wajah. Kirimi aku foto dan sebutkan wajahnya mau tampak berusia berapa, dari {min} sampai {max}. Foto dikirim ke Ace Data Cloud, dan kemungkinan besar diteruskan ke Tencent Cloud, untuk diubah. Tulis “stop” supaya aku melupakan percakapan kita. Selengkapnya: `/{command_privacy}`.',
    report_title: 'Laporkan {reference}',
    report_reason: 'Apa yang salah dengan gambar ini?',
    report_to_whom: 'Pengelola bot ini melihat laporanmu dan namamu.',
    report_taken:
      'Terima kasih. Laporanmu tentang gambar {reference} diteruskan ke pengelola bot ini. Kalau gambarnya melanggar aturan Discord, pakai juga “Laporkan Pesan” di menu pesannya.',

    privacy_photos:
      '**Fotomu.** Foto yang kamu berikan dikirim ke Ace Data Cloud, dan kemungkinan besar diteruskan ke Tencent Cloud, untuk diubah. Hasilnya bisa tetap tersedia di sana selama sehari. Aku tidak menyimpan foto setelah kamu mendapat jawabannya.',
    privacy_kept:
      '**Yang kusimpan.** Untuk tombol, terenkripsi dan selama 24 jam: tautan ke foto dan deskripsinya, dari pesan siapa asalnya, dan letak wajah yang dipilih. Untuk pesan langsung kita: pesan mana yang terakhir dibahas, selama sehari, dan bahwa aku sudah memperkenalkan diri. Berapa gambar yang kamu dapat hari ini. Bahasamu, sampai 180 hari. Hari gambar pertamamu, tanpa namamu, sampai 60 hari setelah yang terakhir. Untuk laporan, selama 30 hari: referensi setiap jawaban atau kegagalan, dan siapa yang memintanya, di mana, kapan, untuk usia berapa, dari jenis sumber apa, dan bagaimana hasilnya, tetapi tanpa gambar dan tanpa tautan. Laporanmu, selama 30 hari.',
    privacy_opted_in:
      '**Orang lain dan gambarmu.** Orang lain bisa memakai menu dan perintahku pada pesan dan foto profilmu. Kalau kamu tidak mau, tekan tombol pertama.',
    privacy_opted_out:
      '**Orang lain dan gambarmu.** Aku tidak mengubah foto profilmu atau gambar di pesanmu untuk siapa pun selain kamu.',
    privacy_copies:
      'Aku tidak bisa mengenali fotomu yang diunggah atau diteruskan orang lain. Tekan “Laporkan” di bawah jawabannya, atau pakai `/{command_report}` dengan referensi yang tertera di sana.',
    privacy_deletion:
      '**Hapus dataku** langsung berlaku dan menghapus percakapan kita, bahasamu, yang dibutuhkan tombol, dan hitunganmu. Pilihanmu tentang orang lain tetap disimpan, karena kalau dihapus pilihan itu batal, begitu juga laporan dan referensinya. Gambar yang sedang dibuat tetap kamu terima.',
    button_opt_out: 'Larang orang lain ubah gambarku',
    button_opt_in: 'Izinkan orang lain ubah gambarku',
    button_show_data: 'Tampilkan dataku',
    data_shown: 'Ini semua yang kusimpan tentang kamu, kecuali waktu jeda, yang berakhir dalam beberapa detik.',
    button_delete_data: 'Hapus dataku',
    data_deleted:
      'Dihapus: percakapan kita, bahasamu, yang dibutuhkan tombol, dan hitunganmu. Disimpan: pilihanmu tentang orang lain dan gambarmu, laporan, dan selama 30 hari referensinya. Gambar hari ini tetap dihitung untuk batas harian sampai tengah malam (UTC), tanpa namamu.',

    dm_help:
      'Kirimi aku foto dan sebutkan wajahnya mau tampak berusia berapa, misalnya “60” atau “10 tahun lebih muda”. Aku lanjut dari foto yang sama sampai kamu mengirim yang lain. Tulis “stop” supaya aku melupakannya.',
    dm_hello: 'Hai! Kirimi aku foto dan sebutkan wajahnya mau tampak berusia berapa, misalnya “60”.',
    dm_welcome: 'Sama-sama.',
    dm_how_old: 'Wajahnya mau tampak berusia berapa?',
    dm_which: 'Yang mana dari {count} foto ini?',
    dm_no_photo: 'Aku belum punya foto darimu untuk dilanjutkan. Kirimi aku satu.',
    dm_no_answer:
      'Aku tidak punya gambar untuk dibandingkan di sini. Kirimi aku foto dan sebutkan wajahnya mau tampak berusia berapa.',
    dm_not_a_message:
      'Foto itu tidak dikirim lewat pesan di sini, jadi kamu tidak bisa melanjutkannya dengan menulis kepadaku. Pakai tombol di bawah jawabannya, atau kirimi aku fotonya.',
    dm_oldest: 'Aku tidak bisa membuat wajah tampak lebih tua dari {age} tahun. Minta usia yang lebih muda.',
    dm_youngest: 'Aku tidak bisa membuat wajah tampak lebih muda dari {age} tahun. Minta usia yang lebih tua.',
    dm_forgotten:
      'Aku sudah melupakan percakapan kita: foto mana yang dibahas, dan yang dibutuhkan tombol. Pesannya tetap ada di sini sampai seseorang menghapusnya.',

    on: 'aktif',
    off: 'nonaktif',
    settings_head: 'Pengaturan server ini:',
    settings_changed: 'Tersimpan. Pengaturan server ini sekarang:',
    setting_default: '{setting} (bawaan)',
    setting_own: '{setting} (diatur di sini)',
    setting_limited: '{setting} (diatur di sini, dibatasi pengelola bot)',
    settings_more:
      'Untuk mengatur siapa yang bisa memakai perintah apa, dan di mana, buka Pengaturan Server → Integrasi.',
    setting_cooldown: 'Jeda minimum antargambar: {count, plural, other {# detik}}',
    setting_quota: 'Gambar per hari: {pictures, number}',
    setting_no_quota: 'Gambar per hari: tanpa batas',
    setting_min_age: 'Usia termuda yang bisa diminta: {years}',
    setting_closed: 'Dinonaktifkan di: {channels}',
    setting_none_closed: 'Aktif di semua saluran',
    setting_private: 'Jawaban pribadi secara bawaan: {state}',
    setting_others_public: 'Jawaban tentang gambar orang lain boleh publik: {state}',

    usage_yours:
      'Kamu sudah memakai {used, number} dari {count, plural, other {# gambar}} hari ini; sisa {left, number}.',
    usage_yours_unlimited: 'Kamu sudah memakai {count, plural, other {# gambar}} hari ini.',
    usage_server:
      'Server ini sudah memakai {used, number} dari {count, plural, other {# gambar}} hari ini; sisa {left, number}.',
    usage_server_unlimited: 'Server ini sudah memakai {count, plural, other {# gambar}} hari ini.',
    usage_reset: 'Hitungan dimulai ulang {when}.',
  },

  reasons: {
    picture_not_a_picture: 'File itu tidak bisa kubaca sebagai gambar. Kirim foto dalam format JPEG atau PNG.',
    picture_empty: 'File itu kosong. Kirim lagi fotonya.',
    picture_too_heavy: 'Gambar itu lebih besar dari 25 MB. Kirim salinan yang lebih kecil.',
    picture_too_small: 'Gambar itu terlalu kecil: sisi pendeknya harus minimal 64 piksel. Kirim yang lebih besar.',
    picture_too_narrow: 'Gambar itu terlalu panjang dan sempit. Potong di sekitar wajahnya lalu kirim lagi.',
    picture_too_many_pixels: 'Gambar itu lebih dari 50 megapiksel. Kirim salinan yang lebih kecil.',
    picture_needs_memory: 'Gambar itu butuh terlalu banyak memori untuk dibuka. Kirim salinan yang lebih kecil.',
    picture_damaged: 'Gambar itu rusak dan tidak bisa dibuka. Kirim salinan lain.',
    picture_format_unsupported: 'Aku tidak bisa memakai gambar {format}. Kirim fotonya dalam format JPEG atau PNG.',
    picture_gone: 'Aku tidak bisa mengunduh gambar itu dari Discord. Kirim lagi.',
    picture_too_slow: 'Gambar itu terlalu lambat diunduh. Simpan dulu, lalu kirim sebagai file.',
    picture_unavailable: 'Aku tidak bisa mengunduh gambar itu dari Discord saat ini. Coba lagi dalam satu menit.',
    picture_not_passed_on: 'Aku tidak bisa mengirim foto ini ke layanan gambar. Coba lagi dalam satu menit.',
    pictures_unavailable: 'Aku tidak bisa membuka foto saat ini. Pengelola bot sudah diberi tahu. Coba lagi nanti.',
    picture_took_too_long: 'Gambar itu terlalu lama dibuka. Kirim salinan yang lebih kecil atau lebih sederhana.',

    message_without_picture: 'Aku tidak menemukan gambar di pesan itu. Pakai ini pada pesan yang berisi foto.',
    message_with_sticker: 'Aku tidak bisa mengubah stiker. Pakai ini pada pesan yang berisi foto.',
    message_with_video: 'Aku tidak bisa mengubah video atau GIF bergerak. Pakai ini pada pesan yang berisi foto.',
    message_with_voice: 'Aku tidak bisa memakai pesan suara. Pakai ini pada pesan yang berisi foto.',
    message_with_poll: 'Aku tidak bisa memakai polling. Pakai ini pada pesan yang berisi foto.',
    dm_sticker: 'Aku tidak bisa memakai stiker. Kirimi aku foto.',
    dm_voice: 'Aku tidak bisa memakai pesan suara. Kirimi aku foto.',
    dm_poll: 'Aku tidak bisa memakai polling. Kirimi aku foto.',
    dm_forwarded: 'Aku tidak melihat foto di pesan yang diteruskan itu. Kirimi aku foto.',
    dm_video: 'Aku tidak bisa mengubah video atau GIF bergerak. Kirimi aku foto.',
    dm_link: 'Aku tidak melihat gambar di tautan itu. Simpan fotonya lalu kirimkan kepadaku sebagai file.',
    one_picture: 'Beri aku tepat satu dari tiga ini: `{option_image}`, `{option_user}`, atau `{option_link}`.',
    message_hidden:
      'Discord tidak menampilkan isi pesan itu kepadaku. Pakai Aplikasi → **{menu_photo}** di menunya, atau unggah fotonya.',
    link_unreadable: 'Aku tidak bisa membaca tautan itu. Salin tautan sebuah pesan, atau unggah fotonya.',
    link_other_host: 'Aku hanya membuka tautan ke Discord, bukan ke `{host}`. Unggah saja fotonya.',
    link_not_a_picture: 'Tautan itu bukan ke pesan, file dalam pesan, atau foto profil. Unggah saja fotonya.',
    link_file_unknown:
      'Aku tidak menemukan pesan dengan file itu, jadi aku tidak tahu itu milik siapa. Pakai Aplikasi → **{menu_photo}** di menu pesannya, atau unggah fotonya.',
    link_other_server: 'Pesan itu ada di server lain. Pakai aku di sana, atau unggah fotonya.',
    link_not_seen:
      'Aku tidak bisa membuka pesan itu: pesannya tidak ada, atau kamu atau aku tidak bisa membaca salurannya. Unggah fotonya.',
    link_age_restricted: 'Pesan itu ada di saluran dengan batasan usia. Pakai aku di sana.',
    link_unread:
      'Aku tidak bisa membaca pesan itu saat ini. Beri aku tautannya lagi dalam satu menit, atau unggah fotonya.',
    link_several_pictures:
      'Pesan itu berisi beberapa gambar. Pakai Aplikasi → **{menu_photo}** di menunya untuk memilih salah satu.',
    user_without_avatar: 'Orang itu tidak punya foto profil. Beri aku foto dengan /{command_age}.',
    target_forgotten: 'Aku sudah tidak tahu gambar mana yang dimaksud. Buka menunya lagi.',

    no_face_seen: 'Aku tidak melihat wajah di foto ini. Coba foto tegak yang lebih dekat.',
    photo_seems_sideways: 'Foto ini tampaknya miring. Putar, atau kirim yang tegak.',
    face_seems_small: 'Wajah di foto ini sangat kecil. Potong lebih dekat ke wajahnya, atau tetap coba.',
    which_face: 'Ada beberapa wajah. Pilih satu sampai tiga. Masing-masing dihitung satu gambar.',

    age_out_of_range: 'Usia harus berupa bilangan bulat dari {min} sampai {max}. Pilih salah satu dalam rentang itu.',
    timeline_ages_wrong: 'Masukkan dua sampai lima usia dari {min} sampai {max}, misalnya “20, 40, 60”.',
    cooldown: 'Masih terlalu cepat setelah gambar terakhir di sini. Kamu bisa meminta lagi {when}.',
    paused: 'Kamu mengirim beberapa file yang tidak bisa kupakai. Kamu bisa meminta lagi {when}.',
    quota_user: 'Jatah gambarmu hari ini sudah habis. Kamu bisa meminta lagi {when}.',
    quota_guild: 'Jatah gambar server ini hari ini sudah habis. Kamu bisa meminta lagi {when}.',
    budget_spent: 'Bot ini sudah mencapai batasnya hari ini. Kamu bisa meminta lagi {when}.',
    budget_newcomers:
      'Banyak orang mencobaku untuk pertama kali, dan sisa gambar hari ini kusimpan untuk yang sudah pernah ke sini. Kamu bisa meminta lagi {when}.',
    too_busy: 'Terlalu banyak yang menunggu saat ini. Coba lagi {when}.',
    channel_closed: 'Aku dinonaktifkan di saluran ini. Pakai saluran lain.',
    young_face_here:
      'Wajah di bawah 18 tahun hanya kubuat di tempat yang bisa kupastikan saluran dan servernya tidak dibatasi usia, dan bukan dari foto yang ditandai sebagai spoiler. Pilih 18 atau lebih.',
    only_in_servers: 'Ini hanya berfungsi di server. Pakai di sana.',
    setting_below_operator: 'Pengelola bot menetapkan minimum {least, number}. Pilih nilai itu atau lebih.',
    setting_above_operator: 'Pengelola bot menetapkan batas {most, number} per hari. Pilih nilai itu atau kurang.',
    too_many_closed_channels:
      'Kamu bisa menonaktifkanku di paling banyak {most} saluran di sini. Untuk lebih banyak, pakai Pengaturan Server → Integrasi.',
    cancelled: 'Dibatalkan. Ini tidak dihitung.',

    blocked: 'Aku tidak tersedia di sini. Kalau menurutmu ini keliru, tanyakan kepada pengelola bot ini.',
    not_in_this_server: 'Aku tidak disiapkan untuk server ini. Minta pengelola bot ini menambahkannya.',
    no_direct_messages: 'Aku tidak menerima pesan langsung. Pakai aku di server.',
    no_user_install: 'Aku hanya berfungsi di server yang sudah menambahkanku. Pakai aku di salah satunya.',
    subject_opted_out: 'Orang ini tidak mau gambarnya diubah orang lain. Pilih foto lain.',
    reference_unknown:
      'Aku tidak menemukan gambar dari 30 hari terakhir dengan referensi itu. Periksa lagi: referensinya tertera di bawah gambar, misalnya 7K2QF-9MXTB.',
    reported_already:
      'Kamu sudah melaporkan gambar ini ke pengelola bot ini. Kalau masih ada yang perlu disampaikan, laporkan lagi besok.',
    too_many_reports: 'Kamu sudah mengirim terlalu banyak laporan hari ini. Kirim sisanya besok.',

    no_face: 'Aku tidak menemukan wajah di foto ini. Coba foto yang jelas dengan wajah menghadap kamera.',
    face_too_small: 'Wajah di foto ini terlalu kecil. Potong lebih dekat ke wajahnya lalu coba lagi.',
    face_cut_off: 'Wajahnya terpotong di tepi foto. Pakai foto yang menampilkan seluruh wajah.',
    picture_refused: 'Layanan gambar tidak bisa membaca foto ini. Simpan sebagai JPEG lalu kirim lagi.',
    picture_unreachable: 'Layanan gambar tidak bisa mengunduh foto ini. Coba lagi dalam satu menit.',
    picture_too_large: 'Foto ini terlalu besar untuk layanan gambar. Kirim salinan yang lebih kecil.',
    face_region_refused:
      'Layanan gambar tidak menerima letak wajah di foto ini. Potong foto di sekitar wajah itu lalu kirim lagi.',
    picture_moderated: 'Layanan gambar menolak foto ini. Pakai foto lain.',

    rate_limited: 'Terlalu banyak permintaan saat ini. Coba lagi dalam beberapa menit.',
    endpoint_unfunded: 'Aku tidak bisa mengubah foto saat ini. Pengelola bot sudah diberi tahu. Coba lagi nanti.',
    endpoint_unauthorised: 'Aku tidak bisa mengubah foto saat ini. Pengelola bot sudah diberi tahu. Coba lagi nanti.',
    endpoint_disabled: 'Aku tidak bisa mengubah foto saat ini. Pengelola bot sudah diberi tahu. Coba lagi nanti.',
    endpoint_missing: 'Aku tidak bisa mengubah foto saat ini. Pengelola bot sudah diberi tahu. Coba lagi nanti.',
    endpoint_rejected: 'Layanan gambar tidak menerima permintaan ini. Coba foto lain.',
    endpoint_mismatched: 'Layanan gambar tidak menerima permintaan ini. Coba lagi, atau pakai foto lain.',
    endpoint_forbidden: 'Layanan gambar menolak permintaan ini. Coba lagi nanti, atau pakai foto lain.',
    endpoint_trouble: 'Layanan gambar bermasalah dengan foto ini. Coba lagi, atau pakai foto lain.',
    endpoint_unreachable: 'Layanan gambar tidak bisa dihubungi saat ini. Coba lagi dalam beberapa menit.',
    endpoint_timeout: 'Layanan gambar terlalu lama merespons. Coba lagi.',
    endpoint_lost: 'Koneksi ke layanan gambar terputus. Coba lagi.',
    endpoint_out_of_order: 'Layanan gambar sedang tidak berfungsi. Coba lagi nanti.',
    endpoint_answer_invalid: 'Layanan gambar mengirim jawaban yang tidak bisa kubaca. Coba lagi.',

    result_unavailable: 'Aku tidak bisa mengunduh gambar yang sudah jadi. Coba lagi.',
    result_too_heavy: 'Gambar yang sudah jadi terlalu besar untuk diposting di sini. Coba foto yang lebih kecil.',
    cannot_attach:
      'Aku tidak boleh memposting gambar di sini. Minta izin “Lampirkan File” kepada admin, atau pakai aku di pesan langsung.',
    upload_failed: 'Gambarnya sudah siap, tetapi Discord tidak menerimanya. Coba lagi dalam satu menit.',

    answer_forgotten: 'Aku sudah tidak punya tautan ke foto itu. Beri aku fotonya lagi dengan /{command_age}.',
    answer_not_yours:
      'Hanya orang yang meminta gambar ini yang bisa melanjutkannya. Untuk fotomu sendiri, pakai /{command_age}, atau Aplikasi → {menu_photo} di menu pesan.',
    posted_already: 'Gambar ini sudah kuposting di sini.',
    not_yours_to_post: 'Aku hanya memposting gambar yang dibuat dari foto atau foto profilmu sendiri.',
    bot_may_not_post: 'Aku tidak bisa memposting di sini. Minta admin memberiku izin ini di saluran ini: {permission}.',
    person_may_not_post: 'Kamu tidak bisa memposting gambar di sini. Kamu perlu izin ini di saluran ini: {permission}.',
    answer_not_yours_to_delete:
      'Hanya orang yang meminta gambar ini, pemilik gambar aslinya, dan moderator yang bisa menghapusnya. Minta tolong salah satu dari mereka.',

    too_fast: 'Itu terlalu cepat buatku. Kamu bisa mencoba lagi {when}.',
    too_fast_dm: 'Itu terlalu cepat buatku. Tunggu satu menit, lalu tulis lagi.',
    one_at_a_time: 'Permintaanmu yang terakhir masih kukerjakan. Coba lagi setelah selesai.',

    storage_down: 'Basis dataku tidak tersedia. Coba lagi dalam beberapa menit.',
    restarting: 'Aku sedang memulai ulang. Coba lagi dalam beberapa detik.',
    too_late: 'Ini makan waktu lebih lama dari yang diizinkan Discord. Coba lagi.',
    unknown_command: 'Perintah ini sudah tidak ada. Mulai ulang Discord untuk melihat yang baru.',
    unknown_control: 'Tombol ini dari versi lamaku. Minta lagi dengan /{command_age}.',
    internal: 'Ada yang salah di pihakku. Coba lagi dalam satu menit.',
  },
};
