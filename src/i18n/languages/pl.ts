import type { Catalogue } from '../catalogue.ts';

/** Polish, with "ty", and without forms that depend on a person's gender. */
export const sentences: Catalogue = {
  texts: {
    answer_title: 'Około {age} lat',
    answer_footer: 'Zmienione przez AI · {reference}',
    answer_alt: 'Twarz zmieniona przez AI, wygląda na około {age} lat',
    answer_alt_described: '{alt}. Oryginał: {description}',
    working: 'Pracuję nad tym…',
    place_next: 'Teraz twoja kolej. Zacznę {when}.',
    place_later: 'Twoje miejsce w kolejce: {position}. Przewidywany start: {when}.',
    step: 'Gotowe obrazy: {done} z {of}. Każdy liczy się jako jeden obraz.',
    timeline_title: 'Od około {first} do około {last} lat',
    timeline_partial: 'Udało się tylko {made} z {of}.',
    timeline_original: 'Pierwszy obraz to oryginał.',
    timeline_alt: 'Oryginał, a potem twarz zmieniona przez AI, wygląda na około {ages} lat',
    button_cancel: 'Anuluj',
    failure_reference: 'Kod: {reference}',
    button_try_again: 'Spróbuj ponownie',
    button_try_anyway: 'Spróbuj mimo to',
    button_turn_left: 'Obróć w lewo',
    button_turn_right: 'Obróć w prawo',
    button_largest_face: 'Największa twarz',
    choose_faces: 'Wybierz twarze',
    faces_alt: 'Zdjęcie z numerem przy każdej twarzy. {faces}',
    face_option: '{number}: {place}',
    face_order: 'twarz {position} z {count}, licząc od lewej',
    place_left: 'po lewej',
    place_middle: 'na środku',
    place_right: 'po prawej',
    place_top: 'u góry',
    place_bottom: 'na dole',
    size_large: 'duża',
    size_smaller: 'mniejsza',
    cancel_started: 'Ten obraz już powstaje, więc nie można go anulować.',
    cancel_not_yours: 'Anulować może tylko osoba, która poprosiła o ten obraz.',

    answer_from_message: 'Z wiadomości od <@{user}>: {link}',
    answer_from_webhook: 'Z tej wiadomości: {link}',
    answer_from_avatar: 'Z awatara <@{user}>',
    button_older:
      '{count, plural, one {O # rok starzej} few {O # lata starzej} many {O # lat starzej} other {O # roku starzej}}',
    button_younger:
      '{count, plural, one {O # rok młodziej} few {O # lata młodziej} many {O # lat młodziej} other {O # roku młodziej}}',
    button_another_age: 'Inny wiek…',
    button_before_after: 'Przed/po',
    button_post: 'Opublikuj tutaj',
    button_posted: 'Opublikowano',
    answer_posted_by: 'Opublikowane przez <@{user}>',
    permission_view: 'Wyświetlanie kanału',
    permission_send: 'Wysyłanie wiadomości',
    permission_send_in_threads: 'Wysyłanie wiadomości w wątkach',
    permission_embed: 'Osadzanie linków',
    permission_attach: 'Załączanie plików',
    button_delete: 'Usuń',
    button_report: 'Zgłoś',
    before_after_beside: 'Po lewej: oryginał. Po prawej: około {age} lat.',
    before_after_stacked: 'U góry: oryginał. Na dole: około {age} lat.',
    before_after_alt: 'Dwa obrazy, na jednym twarz zmieniona przez AI. {places}',

    age_choice_child: 'Dziecko ({age})',
    age_form_title: 'Zmień wiek',
    age_form_age: 'Na ile lat ma wyglądać twarz?',
    age_form_range: 'Liczba lat od {min} do {max}',
    age_form_picture: 'Który obraz?',
    age_form_numbered: 'Obraz {number}',

    help_intro: 'Zmieniam wiek twarzy na zdjęciu.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Potrzebujesz uprawnienia „{permission}”.',
    help_message: 'W menu wiadomości (kliknij prawym przyciskiem albo przytrzymaj): Aplikacje → **{name}**.',
    help_user: 'W menu osoby: Aplikacje → **{name}**.',
    help_options:
      'Wybierz jedno: `{option_image}`, `{option_user}` (wezmę awatar) albo `{option_link}` (do wiadomości). Z opcją `{option_private}: True` odpowiedź widzisz tylko ty.',
    help_others_private: 'Gdy używasz cudzego zdjęcia, odpowiedź widzisz tylko ty.',
    help_others_server:
      'Gdy używasz cudzego zdjęcia, odpowiedź widzisz tylko ty, chyba że ustawienia tego serwera pozwalają pokazać ją wszystkim.',
    help_buttons:
      'Przyciski pod każdą odpowiedzią: starzej, młodziej, inny wiek, przed/po, usuń i zgłoś. **Opublikuj tutaj** pokazuje wszystkim prywatną odpowiedź dotyczącą twojego zdjęcia.',
    help_dm: 'Tutaj możesz też po prostu do mnie pisać: wyślij zdjęcie, a potem liczbę, na przykład 60.',
    help_dm_link: 'Możesz też wysłać mi zdjęcie w wiadomości prywatnej.',
    help_installed:
      'Masz mnie na swoim koncie, więc możesz mnie używać na każdym serwerze, w grupach i w wiadomościach prywatnych. Na serwerach, które nie pozwalają na zewnętrzne aplikacje, moje odpowiedzi widzisz tylko ty.',
    help_data:
      'Twoje zdjęcie trafia do Ace Data Cloud i prawdopodobnie dalej do Tencent Cloud, gdzie jest zmieniane. Zachowuję tylko zaszyfrowany link do niego, przez jeden dzień.',
    help_language: 'Język',
    help_language_discord: 'Tak jak w Discordzie',
    help_no_external_apps:
      'Nie masz na tym kanale uprawnienia „{permission}”, więc moje odpowiedzi widzisz tutaj tylko ty.',
    permission_manage_server: 'Zarządzanie serwerem',
    permission_external_apps: 'Używanie zewnętrznych aplikacji',
    help_button_dm: 'Otwórz wiadomości prywatne',
    help_button_privacy: 'Prywatność',
    help_button_support: 'Wsparcie',

    dm_greeting:
      'Zmieniam wiek twarzy. Wyślij mi zdjęcie i napisz, na ile lat ma wyglądać, od {min} do {max}. Zdjęcia trafiają do Ace Data Cloud i prawdopodobnie dalej do Tencent Cloud, gdzie są zmieniane. Napisz „stop”, a zapomnę o naszej rozmowie. Więcej: `/{command_privacy}`.',
    report_title: 'Zgłoś {reference}',
    report_reason: 'Co jest nie tak z tym obrazem?',
    report_to_whom: 'Osoby prowadzące tego bota zobaczą twoje zgłoszenie i twoją nazwę.',
    report_taken:
      'Dziękuję. Zgłoszenie obrazu {reference} trafi do osób prowadzących tego bota. Jeśli obraz łamie zasady Discorda, wybierz też „Zgłoś wiadomość” w menu wiadomości.',

    privacy_photos:
      '**Twoje zdjęcia.** Zdjęcia, które mi dajesz, trafiają do Ace Data Cloud i prawdopodobnie dalej do Tencent Cloud, gdzie są zmieniane. Wynik może być tam dostępny jeszcze przez dzień. Po wysłaniu odpowiedzi nie zachowuję zdjęcia.',
    privacy_kept:
      '**Co przechowuję.** Dla przycisków, w postaci zaszyfrowanej i przez 24 godziny: link do zdjęcia i jego opis, z czyjej jest wiadomości i gdzie na nim są wybrane twarze. Dla naszych wiadomości prywatnych: przy której wiadomości jesteśmy, przez dzień, oraz to, że już się znamy. Ile obrazów masz dziś na koncie. Twój język, do 180 dni. Dzień twojego pierwszego obrazu, bez twojej nazwy, przez 60 dni po ostatnim. Na potrzeby zgłoszeń, przez 30 dni: kod każdej odpowiedzi lub niepowodzenia oraz kto, gdzie i kiedy o nią poprosił, o jaki wiek, z jakiego rodzaju źródła i jak się to skończyło, ale bez obrazu i bez linku. Twoje zgłoszenia, przez 30 dni.',
    privacy_opted_in:
      '**Inni i twoje zdjęcia.** Inni mogą używać moich menu i poleceń na twoich wiadomościach i twoim awatarze. Jeśli tego nie chcesz, naciśnij pierwszy przycisk.',
    privacy_opted_out: '**Inni i twoje zdjęcia.** Twój awatar i zdjęcia z twoich wiadomości zmieniam tylko dla ciebie.',
    privacy_copies:
      'Nie potrafię rozpoznać twojego zdjęcia, jeśli ktoś inny je prześle lub przekaże dalej. Naciśnij „Zgłoś” pod odpowiedzią albo użyj `/{command_report}` z kodem, który tam widać.',
    privacy_deletion:
      '**Usuń moje dane** działa od razu i usuwa naszą rozmowę, twój język, dane przycisków i twoje liczniki. Zostaje twoja decyzja dotycząca innych, bo usunięcie by ją cofnęło, oraz zgłoszenia i kody do nich. Obrazy, które właśnie powstają, jeszcze do ciebie dotrą.',
    button_opt_out: 'Zablokuj moje zdjęcia dla innych',
    button_opt_in: 'Odblokuj moje zdjęcia dla innych',
    button_show_data: 'Pokaż moje dane',
    data_shown: 'Oto wszystko, co o tobie przechowuję, oprócz czasów oczekiwania, które mijają po kilku sekundach.',
    button_delete_data: 'Usuń moje dane',
    data_deleted:
      'Usunięto: naszą rozmowę, twój język, dane przycisków i twoje liczniki. Zachowano: twoją decyzję dotyczącą innych i twoich zdjęć, zgłoszenia oraz, przez 30 dni, kody do nich. Dzisiejsze obrazy liczą się do dziennego limitu jeszcze do północy (UTC), bez twojej nazwy.',

    dm_help:
      'Wyślij mi zdjęcie i napisz, na ile lat ma wyglądać twarz, na przykład „60” albo „o 10 lat młodziej”. Pracuję na tym samym zdjęciu, dopóki nie wyślesz innego. Napisz „stop”, a o nim zapomnę.',
    dm_hello: 'Hej! Wyślij mi zdjęcie i napisz, na ile lat ma wyglądać twarz, na przykład „60”.',
    dm_welcome: 'Nie ma za co.',
    dm_how_old: 'Na ile lat ma wyglądać twarz?',
    dm_which: 'Które z tych {count} zdjęć?',
    dm_no_photo: 'Nie mam od ciebie zdjęcia, na którym mogę dalej pracować. Wyślij mi jakieś.',
    dm_no_answer: 'Nie mam tu obrazu do porównania. Wyślij mi zdjęcie i napisz, na ile lat ma wyglądać twarz.',
    dm_not_a_message:
      'Tego zdjęcia nie ma tu w żadnej wiadomości, więc nie da się go dalej zmieniać, pisząc do mnie. Użyj przycisków pod odpowiedzią albo wyślij mi zdjęcie.',
    dm_oldest: 'Nie umiem postarzyć twarzy powyżej {age} lat. Podaj niższy wiek.',
    dm_youngest: 'Nie umiem odmłodzić twarzy poniżej {age} lat. Podaj wyższy wiek.',
    dm_forgotten:
      'Nie pamiętam już naszej rozmowy: ani zdjęcia, którego dotyczyła, ani danych przycisków. Wiadomości zostaną tutaj, dopóki ktoś ich nie usunie.',

    on: 'tak',
    off: 'nie',
    settings_head: 'Ustawienia tego serwera:',
    settings_changed: 'Zapisano. Ustawienia tego serwera są teraz takie:',
    setting_default: '{setting} (domyślnie)',
    setting_own: '{setting} (ustawione tutaj)',
    setting_limited: '{setting} (ustawione tutaj, ograniczone przez operatora bota)',
    settings_more: 'Kto i gdzie może używać których poleceń, ustawisz w sekcji Ustawienia serwera → Integracje.',
    setting_cooldown:
      'Minimalny odstęp między obrazami: {count, plural, one {# sekunda} few {# sekundy} many {# sekund} other {# sekundy}}',
    setting_quota: 'Obrazy dziennie: {pictures, number}',
    setting_no_quota: 'Obrazy dziennie: bez limitu',
    setting_min_age: 'Najniższy wiek, o jaki można poprosić: {years}',
    setting_closed: 'Wyłączono na kanałach: {channels}',
    setting_none_closed: 'Włączono na wszystkich kanałach',
    setting_private: 'Odpowiedzi są domyślnie prywatne: {state}',
    setting_others_public: 'Odpowiedzi dotyczące cudzych zdjęć mogą być publiczne: {state}',

    usage_yours:
      'Twój limit na dziś: wykorzystano {used, number} z {count, plural, one {# obrazu} few {# obrazów} many {# obrazów} other {# obrazu}}, zostało {left, number}.',
    usage_yours_unlimited:
      'Masz dziś na koncie {count, plural, one {# obraz} few {# obrazy} many {# obrazów} other {# obrazu}}.',
    usage_server:
      'Limit tego serwera na dziś: wykorzystano {used, number} z {count, plural, one {# obrazu} few {# obrazów} many {# obrazów} other {# obrazu}}, zostało {left, number}.',
    usage_server_unlimited:
      'Ten serwer ma dziś na koncie {count, plural, one {# obraz} few {# obrazy} many {# obrazów} other {# obrazu}}.',
    usage_reset: 'Licznik wyzeruje się {when}.',
  },

  reasons: {
    picture_not_a_picture: 'Nie mogę odczytać tego pliku jako obrazu. Wyślij zdjęcie w formacie JPEG lub PNG.',
    picture_empty: 'Ten plik jest pusty. Wyślij zdjęcie jeszcze raz.',
    picture_too_heavy: 'Ten obraz ma ponad 25 MB. Wyślij mniejszą wersję.',
    picture_too_small: 'Ten obraz jest za mały: krótszy bok musi mieć co najmniej 64 piksele. Wyślij większy.',
    picture_too_narrow: 'Ten obraz jest za długi i za wąski. Przytnij go wokół twarzy i wyślij jeszcze raz.',
    picture_too_many_pixels: 'Ten obraz ma ponad 50 megapikseli. Wyślij mniejszą wersję.',
    picture_needs_memory: 'Otwarcie tego obrazu wymaga zbyt dużo pamięci. Wyślij mniejszą wersję.',
    picture_damaged: 'Ten obraz jest uszkodzony i nie da się go otworzyć. Wyślij inną kopię.',
    picture_format_unsupported: 'Nie obsługuję obrazów w formacie {format}. Wyślij zdjęcie jako JPEG lub PNG.',
    picture_gone: 'Nie udało mi się pobrać tego obrazu z Discorda. Wyślij go jeszcze raz.',
    picture_too_slow: 'Ten obraz pobiera się zbyt wolno. Zapisz go i wyślij jako plik.',
    picture_unavailable: 'Nie udało mi się teraz pobrać tego obrazu z Discorda. Spróbuj ponownie za minutę.',
    picture_not_passed_on: 'Nie udało mi się wysłać tego zdjęcia do usługi obróbki zdjęć. Spróbuj ponownie za minutę.',
    pictures_unavailable: 'Nie mogę teraz otwierać zdjęć. Operator bota już o tym wie. Spróbuj ponownie później.',
    picture_took_too_long: 'Otwieranie tego obrazu trwało zbyt długo. Wyślij mniejszą lub prostszą wersję.',

    message_without_picture: 'W tej wiadomości nie ma obrazu. Wybierz wiadomość ze zdjęciem.',
    message_with_sticker: 'Nie umiem zmieniać naklejek. Wybierz wiadomość ze zdjęciem.',
    message_with_video: 'Nie umiem zmieniać filmów ani ruchomych GIF-ów. Wybierz wiadomość ze zdjęciem.',
    message_with_voice: 'Nie obsługuję wiadomości głosowych. Wybierz wiadomość ze zdjęciem.',
    message_with_poll: 'Nie obsługuję ankiet. Wybierz wiadomość ze zdjęciem.',
    dm_sticker: 'Nie obsługuję naklejek. Wyślij mi zdjęcie.',
    dm_voice: 'Nie obsługuję wiadomości głosowych. Wyślij mi zdjęcie.',
    dm_poll: 'Nie obsługuję ankiet. Wyślij mi zdjęcie.',
    dm_forwarded: 'Nie widzę zdjęcia w przekazanej wiadomości. Wyślij mi zdjęcie.',
    dm_video: 'Nie umiem zmieniać filmów ani ruchomych GIF-ów. Wyślij mi zdjęcie.',
    dm_link: 'Pod tym linkiem nie widzę obrazu. Zapisz zdjęcie i wyślij mi je jako plik.',
    one_picture: 'Podaj dokładnie jedną z tych trzech opcji: `{option_image}`, `{option_user}` albo `{option_link}`.',
    message_hidden:
      'Discord nie pokazuje mi treści tej wiadomości. W jej menu wybierz Aplikacje → **{menu_photo}** albo prześlij zdjęcie.',
    link_unreadable: 'Nie mogę odczytać tego linku. Skopiuj link do wiadomości albo prześlij zdjęcie.',
    link_other_host: 'Otwieram tylko linki do Discorda, a nie do `{host}`. Prześlij samo zdjęcie.',
    link_not_a_picture: 'Ten link nie prowadzi do wiadomości, pliku z wiadomości ani awatara. Prześlij samo zdjęcie.',
    link_file_unknown:
      'Nie mogę znaleźć wiadomości z tym plikiem, więc nie wiem, czyj on jest. W menu wiadomości wybierz Aplikacje → **{menu_photo}** albo prześlij zdjęcie.',
    link_other_server: 'Ta wiadomość jest na innym serwerze. Użyj mnie tam albo prześlij zdjęcie.',
    link_not_seen:
      'Nie mogę otworzyć tej wiadomości: nie istnieje albo jedno z nas nie ma dostępu do jej kanału. Prześlij zdjęcie.',
    link_age_restricted: 'Ta wiadomość jest na kanale z ograniczeniem wiekowym. Użyj mnie tam.',
    link_unread: 'Nie udało mi się teraz odczytać tej wiadomości. Podaj link ponownie za minutę albo prześlij zdjęcie.',
    link_several_pictures:
      'W tej wiadomości jest kilka obrazów. W jej menu wybierz Aplikacje → **{menu_photo}**, żeby wskazać jeden.',
    user_without_avatar: 'Ta osoba nie ma awatara. Podaj mi zdjęcie poleceniem /{command_age}.',
    target_forgotten: 'Nie pamiętam już, o który obraz chodziło. Otwórz menu jeszcze raz.',

    no_face_seen: 'Nie widzę twarzy na tym zdjęciu. Spróbuj z bliższym, nieobróconym zdjęciem.',
    photo_seems_sideways: 'To zdjęcie jest chyba obrócone na bok. Obróć je albo wyślij proste.',
    face_seems_small: 'Twarz na tym zdjęciu jest bardzo mała. Przytnij zdjęcie bliżej twarzy albo spróbuj mimo to.',
    which_face: 'Jest tu kilka twarzy. Wybierz od jednej do trzech. Każda liczy się jako jeden obraz.',

    age_out_of_range: 'Wiek musi być liczbą całkowitą od {min} do {max}. Wybierz coś z tego zakresu.',
    timeline_ages_wrong: 'Podaj od dwóch do pięciu liczb od {min} do {max}, na przykład „20, 40, 60”.',
    cooldown: 'Od ostatniego obrazu minęło tu za mało czasu. Możesz poprosić znowu {when}.',
    paused: 'Kilka twoich ostatnich plików nie nadawało się do użycia. Możesz poprosić znowu {when}.',
    quota_user: 'Twoje obrazy na dziś są już wykorzystane. Możesz poprosić znowu {when}.',
    quota_guild: 'Obrazy tego serwera na dziś są już wykorzystane. Możesz poprosić znowu {when}.',
    budget_spent: 'Ten bot osiągnął dzisiejszy limit. Możesz poprosić znowu {when}.',
    budget_newcomers:
      'Wiele osób próbuje mnie dziś po raz pierwszy, a resztę dzisiejszych obrazów zachowuję dla stałych użytkowników. Możesz poprosić znowu {when}.',
    too_busy: 'Za dużo osób czeka teraz w kolejce. Spróbuj ponownie {when}.',
    channel_closed: 'Na tym kanale nie działam. Użyj innego.',
    young_face_here:
      'Twarze poniżej 18 lat tworzę tylko tam, gdzie wiem, że kanał i serwer nie mają ograniczenia wiekowego, i nie ze zdjęć oznaczonych jako spoiler. Wybierz 18 lub więcej.',
    only_in_servers: 'To działa tylko na serwerze. Użyj tego tam.',
    setting_below_operator: 'Operator bota ustalił minimum: {least, number}. Wybierz tyle lub więcej.',
    setting_above_operator: 'Operator bota ustalił dzienny limit: {most}. Wybierz tyle lub mniej.',
    too_many_closed_channels:
      'Możesz mnie tu wyłączyć najwyżej na {most, plural, one {# kanale} few {# kanałach} many {# kanałach} other {# kanału}}. Jeśli chcesz więcej, użyj sekcji Ustawienia serwera → Integracje.',
    cancelled: 'Anulowano. To się nie liczy.',

    blocked: 'Nie działam tutaj. Jeśli to pomyłka, napisz do osób prowadzących tego bota.',
    not_in_this_server: 'Nie obsługuję tego serwera. Poproś osoby prowadzące tego bota, żeby go dodały.',
    no_direct_messages: 'Nie przyjmuję wiadomości prywatnych. Użyj mnie na serwerze.',
    no_user_install: 'Działam tylko na serwerach, które mnie dodały. Użyj mnie na jednym z nich.',
    subject_opted_out: 'Ta osoba nie chce, żeby inni zmieniali jej zdjęcia. Wybierz inne zdjęcie.',
    reference_unknown:
      'Nie znam obrazu z ostatnich 30 dni z tym kodem. Sprawdź go: jest pod obrazem, na przykład 7K2QF-9MXTB.',
    reported_already:
      'Osoby prowadzące tego bota mają już twoje zgłoszenie tego obrazu. Jeśli chcesz coś dodać, zgłoś go ponownie jutro.',
    too_many_reports: 'To już za dużo zgłoszeń na dziś. Wyślij pozostałe jutro.',

    no_face:
      'Nie udało mi się znaleźć twarzy na tym zdjęciu. Spróbuj z wyraźnym zdjęciem, na którym twarz jest zwrócona do aparatu.',
    face_too_small: 'Twarz na tym zdjęciu jest za mała. Przytnij zdjęcie bliżej twarzy i spróbuj ponownie.',
    face_cut_off: 'Twarz jest ucięta przy krawędzi zdjęcia. Użyj takiego, na którym widać całą twarz.',
    picture_refused: 'Usługa obróbki zdjęć nie mogła odczytać tego zdjęcia. Zapisz je jako JPEG i wyślij jeszcze raz.',
    picture_unreachable: 'Usługa obróbki zdjęć nie mogła pobrać tego zdjęcia. Spróbuj ponownie za minutę.',
    picture_too_large: 'To zdjęcie jest za duże dla usługi obróbki zdjęć. Wyślij mniejszą wersję.',
    face_region_refused:
      'Usługa obróbki zdjęć nie przyjęła położenia twarzy na tym zdjęciu. Przytnij zdjęcie do tej twarzy i wyślij je jeszcze raz.',
    picture_moderated: 'Usługa obróbki zdjęć odrzuciła to zdjęcie. Użyj innego.',

    rate_limited: 'W tej chwili jest zbyt wiele próśb. Spróbuj ponownie za kilka minut.',
    endpoint_unfunded: 'Nie mogę teraz zmieniać zdjęć. Operator bota już o tym wie. Spróbuj ponownie później.',
    endpoint_unauthorised: 'Nie mogę teraz zmieniać zdjęć. Operator bota już o tym wie. Spróbuj ponownie później.',
    endpoint_disabled: 'Nie mogę teraz zmieniać zdjęć. Operator bota już o tym wie. Spróbuj ponownie później.',
    endpoint_missing: 'Nie mogę teraz zmieniać zdjęć. Operator bota już o tym wie. Spróbuj ponownie później.',
    endpoint_rejected: 'Usługa obróbki zdjęć nie przyjęła tej prośby. Spróbuj z innym zdjęciem.',
    endpoint_mismatched: 'Usługa obróbki zdjęć nie przyjęła tej prośby. Spróbuj ponownie albo użyj innego zdjęcia.',
    endpoint_forbidden: 'Usługa obróbki zdjęć odrzuciła tę prośbę. Spróbuj później albo użyj innego zdjęcia.',
    endpoint_trouble: 'Usługa obróbki zdjęć miała problem z tym zdjęciem. Spróbuj ponownie albo użyj innego zdjęcia.',
    endpoint_unreachable: 'Usługa obróbki zdjęć jest teraz niedostępna. Spróbuj ponownie za kilka minut.',
    endpoint_timeout: 'Usługa obróbki zdjęć odpowiadała zbyt długo. Spróbuj ponownie.',
    endpoint_lost: 'Połączenie z usługą obróbki zdjęć zostało przerwane. Spróbuj ponownie.',
    endpoint_out_of_order: 'Usługa obróbki zdjęć teraz nie działa. Spróbuj ponownie później.',
    endpoint_answer_invalid: 'Usługa obróbki zdjęć przysłała odpowiedź, której nie mogę odczytać. Spróbuj ponownie.',

    result_unavailable: 'Nie udało mi się pobrać gotowego obrazu. Spróbuj ponownie.',
    result_too_heavy: 'Gotowy obraz jest za duży, żeby go tu opublikować. Spróbuj z mniejszym zdjęciem.',
    cannot_attach:
      'Nie mogę tu publikować obrazów. Poproś administratora o uprawnienie „Załączanie plików” dla mnie albo użyj mnie w wiadomości prywatnej.',
    upload_failed: 'Obraz jest gotowy, ale Discord go nie przyjął. Spróbuj ponownie za minutę.',

    answer_forgotten: 'Nie mam już linku do tego zdjęcia. Podaj je jeszcze raz poleceniem /{command_age}.',
    answer_not_yours:
      'Kontynuować może tylko osoba, która poprosiła o ten obraz. Do własnego zdjęcia użyj /{command_age} albo Aplikacje → {menu_photo} w menu wiadomości.',
    posted_already: 'Ten obraz jest tu już opublikowany.',
    not_yours_to_post: 'Publikuję tylko obrazy z twojego własnego zdjęcia lub awatara.',
    bot_may_not_post:
      'Nie mogę tu publikować. Poproś administratora o uprawnienie dla mnie na tym kanale: {permission}.',
    person_may_not_post: 'Nie możesz tu publikować obrazów. Potrzebujesz uprawnienia na tym kanale: {permission}.',
    answer_not_yours_to_delete:
      'Usunąć ten obraz może tylko osoba, która o niego poprosiła, osoba, do której należy oryginał, albo moderacja. Poproś kogoś z nich.',

    too_fast: 'Za szybko jak dla mnie. Możesz spróbować ponownie {when}.',
    too_fast_dm: 'Za szybko jak dla mnie. Poczekaj minutę i napisz znowu.',
    one_at_a_time: 'Jeszcze pracuję nad poprzednim. Spróbuj ponownie, gdy będzie gotowy.',

    storage_down: 'Moja baza danych jest niedostępna. Spróbuj ponownie za kilka minut.',
    restarting: 'Właśnie uruchamiam się ponownie. Spróbuj za kilka sekund.',
    too_late: 'To trwało dłużej, niż pozwala Discord. Spróbuj ponownie.',
    unknown_command: 'Nie mam już tego polecenia. Uruchom Discorda ponownie, żeby zobaczyć nowe.',
    unknown_control: 'Ten przycisk pochodzi z mojej starszej wersji. Poproś jeszcze raz poleceniem /{command_age}.',
    internal: 'Coś poszło nie tak po mojej stronie. Spróbuj ponownie za minutę.',
  },
};
