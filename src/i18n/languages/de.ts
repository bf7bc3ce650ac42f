import type { Catalogue } from '../catalogue.ts';

/** German, with "du", as Discord's own. */
export const sentences: Catalogue = {
  sameAsEnglish: { help_button_support: 'The German word.' },

  texts: {
    answer_title: 'Etwa {age} Jahre alt',
    answer_footer: 'Mit KI verändert · {reference}',
    answer_alt: 'Mit KI verändertes Gesicht, das etwa {age} Jahre alt aussieht',
    answer_alt_described: '{alt}. Das Original: {description}',
    working: 'Ich arbeite daran …',
    place_next: 'Du bist als Nächstes dran. Ich fange {when} an.',
    place_later: 'Du bist Nummer {position} in der Warteschlange. Voraussichtlicher Beginn: {when}.',
    step: '{done} von {of} Bildern sind fertig. Jedes zählt als ein Bild.',
    timeline_title: 'Von etwa {first} bis etwa {last} Jahre alt',
    timeline_partial: 'Nur {made} von {of} Bildern sind gelungen.',
    timeline_original: 'Das erste Bild ist das Original.',
    timeline_alt: 'Das Original, danach das mit KI veränderte Gesicht im Alter von etwa {ages} Jahren',
    button_cancel: 'Abbrechen',
    failure_reference: 'Referenz: {reference}',
    button_try_again: 'Noch einmal versuchen',
    button_try_anyway: 'Trotzdem versuchen',
    button_turn_left: 'Nach links drehen',
    button_turn_right: 'Nach rechts drehen',
    button_largest_face: 'Das größte Gesicht',
    choose_faces: 'Gesichter auswählen',
    faces_alt: 'Das Foto mit einer Nummer neben jedem Gesicht. {faces}',
    face_option: '{number}: {place}',
    face_order: 'Gesicht {position} von {count}, von links gezählt',
    place_left: 'links',
    place_middle: 'Mitte',
    place_right: 'rechts',
    place_top: 'oben',
    place_bottom: 'unten',
    size_large: 'groß',
    size_smaller: 'kleiner',
    cancel_started: 'Ich habe mit diesem Bild schon angefangen, deshalb kannst du es nicht mehr abbrechen.',
    cancel_not_yours: 'Nur wer dieses Bild angefragt hat, kann es abbrechen.',

    answer_from_message: 'Aus der Nachricht von <@{user}>: {link}',
    answer_from_webhook: 'Aus dieser Nachricht: {link}',
    answer_from_avatar: 'Aus dem Profilbild von <@{user}>',
    button_older: '{count, plural, one {# Jahr älter} other {# Jahre älter}}',
    button_younger: '{count, plural, one {# Jahr jünger} other {# Jahre jünger}}',
    button_another_age: 'Anderes Alter …',
    button_before_after: 'Vorher/nachher',
    button_post: 'Hier posten',
    button_posted: 'Gepostet',
    answer_posted_by: 'Gepostet von <@{user}>',
    permission_view: 'Kanal ansehen',
    permission_send: 'Nachrichten senden',
    permission_send_in_threads: 'Nachrichten in Threads senden',
    permission_embed: 'Links einbetten',
    permission_attach: 'Dateien anhängen',
    button_delete: 'Löschen',
    button_report: 'Melden',
    before_after_beside: 'Links: das Original. Rechts: etwa {age} Jahre alt.',
    before_after_stacked: 'Oben: das Original. Unten: etwa {age} Jahre alt.',
    before_after_alt: 'Zwei Bilder, auf einem davon das Gesicht mit KI verändert. {places}',

    age_choice_child: 'Kind ({age})',
    age_form_title: 'Alter ändern',
    age_form_age: 'Wie alt soll das Gesicht aussehen?',
    age_form_range: 'In Jahren, von {min} bis {max}',
    age_form_picture: 'Welches Bild?',
    age_form_numbered: 'Bild {number}',

    help_intro: 'Ich ändere das Alter des Gesichts auf einem Foto.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Dafür brauchst du die Berechtigung „{permission}“.',
    help_message: 'Im Menü einer Nachricht (Rechtsklick oder gedrückt halten): Apps → **{name}**.',
    help_user: 'Im Menü einer Person: Apps → **{name}**.',
    help_options:
      'Gib mir eins davon: `{option_image}`, `{option_user}` (für ihr Profilbild) oder `{option_link}` (einer Nachricht). Mit der Option `{option_private}` siehst nur du die Antwort.',
    help_others_private: 'Wenn du ein fremdes Bild benutzt, siehst nur du die Antwort.',
    help_others_server:
      'Wenn du ein fremdes Bild benutzt, siehst nur du die Antwort, außer dieser Server erlaubt in seinen Einstellungen, dass sie öffentlich ist.',
    help_buttons:
      'Buttons unter jeder Antwort: älter, jünger, anderes Alter, vorher/nachher, löschen und melden. **Hier posten** zeigt allen eine private Antwort zu deinem eigenen Bild.',
    help_dm: 'Hier kannst du mir auch einfach schreiben: Schick ein Foto und dann eine Zahl, zum Beispiel 60.',
    help_dm_link: 'Du kannst mir auch in einer Direktnachricht ein Foto schicken.',
    help_installed:
      'Du hast mich zu deinem Konto hinzugefügt und kannst mich deshalb auf jedem Server, in jeder Gruppe und in Direktnachrichten benutzen. Auf Servern, die keine externen Apps erlauben, siehst nur du meine Antworten.',
    help_data:
      'Dein Foto wird zum Verändern an Ace Data Cloud und wahrscheinlich weiter an Tencent Cloud gesendet. Ich behalte nur einen verschlüsselten Link dazu, einen Tag lang.',
    help_language: 'Sprache',
    help_language_discord: 'Wie in Discord eingestellt',
    help_no_external_apps:
      'Dir fehlt in diesem Kanal die Berechtigung „{permission}“, deshalb siehst hier nur du meine Antworten.',
    permission_manage_server: 'Server verwalten',
    permission_external_apps: 'Externe Apps verwenden',
    help_button_dm: 'Direktnachrichten öffnen',
    help_button_privacy: 'Datenschutz',
    help_button_support: 'Support',

    dm_greeting:
      'Ich ändere das Alter eines Gesichts. Schick mir ein Foto und sag, wie alt es aussehen soll, von {min} bis {max}. Fotos werden zum Verändern an Ace Data Cloud und wahrscheinlich weiter an Tencent Cloud gesendet. Schreib „stop“, damit ich unser Gespräch vergesse. Mehr: `/{command_privacy}`.',
    report_title: '{reference} melden',
    report_reason: 'Was stimmt mit diesem Bild nicht?',
    report_to_whom: 'Wer diesen Bot betreibt, sieht deine Meldung und deinen Namen.',
    report_taken:
      'Danke. Deine Meldung zum Bild {reference} geht an die Leute, die diesen Bot betreiben. Wenn das Bild gegen die Regeln von Discord verstößt, wähle auch „Nachricht melden“ im Menü der Nachricht.',

    privacy_photos:
      '**Deine Fotos.** Die Fotos, die du mir gibst, werden zum Verändern an Ace Data Cloud und wahrscheinlich weiter an Tencent Cloud gesendet. Das Ergebnis kann dort noch einen Tag lang abrufbar sein. Ich behalte kein Foto, nachdem du deine Antwort hast.',
    privacy_kept:
      '**Was ich speichere.** Für die Buttons, verschlüsselt und 24 Stunden lang: den Link zum Foto und seine Beschreibung, aus wessen Nachricht es ist und wo darauf die gewählten Gesichter sind. Für unsere Direktnachrichten: bei welcher Nachricht wir waren, einen Tag lang, und dass ich mich vorgestellt habe. Wie viele Bilder du heute bekommen hast. Deine Sprache, bis zu 180 Tage lang. Den Tag deines ersten Bildes, ohne deinen Namen, bis 60 Tage nach dem letzten. Für Meldungen, 30 Tage lang: die Referenz jeder Antwort und jedes Fehlschlags, und wer wo, wann, für welches Alter und aus welcher Art von Quelle gefragt hat und wie es ausging, aber kein Bild und keinen Link. Deine Meldungen, 30 Tage lang.',
    privacy_opted_in:
      '**Andere und deine Bilder.** Andere können meine Menüs und Befehle bei deinen Nachrichten und deinem Profilbild benutzen. Wenn du das nicht willst, drücke den ersten Button.',
    privacy_opted_out:
      '**Andere und deine Bilder.** Dein Profilbild und die Bilder in deinen Nachrichten verändere ich nur für dich.',
    privacy_copies:
      'Ein Foto von dir, das jemand anderes hochlädt oder weiterleitet, kann ich nicht erkennen. Drücke „Melden“ unter der Antwort, oder benutze `/{command_report}` mit der Referenz, die dort steht.',
    privacy_deletion:
      '**Meine Daten löschen** wirkt sofort und löscht unser Gespräch, deine Sprache, was die Buttons brauchen, und deine Zählerstände. Deine Entscheidung über andere bleibt, weil das Löschen sie aufheben würde, und auch Meldungen und die Referenzen dafür bleiben. Bilder, die gerade entstehen, bekommst du noch.',
    button_opt_out: 'Meine Bilder für andere sperren',
    button_opt_in: 'Meine Bilder für andere freigeben',
    button_show_data: 'Meine Daten anzeigen',
    data_shown: 'Das ist alles, was ich über dich speichere, außer den Wartezeiten, die nach Sekunden enden.',
    button_delete_data: 'Meine Daten löschen',
    data_deleted:
      'Gelöscht: unser Gespräch, deine Sprache, was die Buttons brauchen, und deine Zählerstände. Behalten: deine Entscheidung über andere und deine Bilder, Meldungen und, 30 Tage lang, die Referenzen dafür. Die Bilder von heute zählen bis Mitternacht (UTC) noch zum Tageslimit, ohne deinen Namen.',

    dm_help:
      'Schick mir ein Foto und sag, wie alt das Gesicht aussehen soll, zum Beispiel „60“ oder „10 Jahre jünger“. Ich mache mit demselben Foto weiter, bis du ein anderes schickst. Schreib „stop“, damit ich es vergesse.',
    dm_hello: 'Hi, schick mir ein Foto und sag, wie alt das Gesicht aussehen soll, zum Beispiel „60“.',
    dm_welcome: 'Gern geschehen.',
    dm_how_old: 'Wie alt soll das Gesicht aussehen?',
    dm_which: 'Welches dieser {count} Fotos?',
    dm_no_photo: 'Ich habe kein Foto von dir, mit dem ich weitermachen kann. Schick mir eins.',
    dm_no_answer:
      'Ich habe hier kein Bild zum Vergleichen. Schick mir ein Foto und sag, wie alt das Gesicht aussehen soll.',
    dm_not_a_message:
      'Dieses Foto wurde hier nicht in einer Nachricht geschickt, deshalb kannst du damit nicht weitermachen, indem du mir schreibst. Benutze die Buttons unter der Antwort, oder schick mir das Foto.',
    dm_oldest: 'Älter als {age} kann ich ein Gesicht nicht machen. Nenn mir ein jüngeres Alter.',
    dm_youngest: 'Jünger als {age} kann ich ein Gesicht nicht machen. Nenn mir ein höheres Alter.',
    dm_forgotten:
      'Ich habe unser Gespräch vergessen: um welches Foto es ging und was die Buttons brauchen. Die Nachrichten bleiben hier, bis jemand sie löscht.',

    on: 'an',
    off: 'aus',
    settings_head: 'Die Einstellungen dieses Servers:',
    settings_changed: 'Gespeichert. Die Einstellungen dieses Servers sind jetzt:',
    setting_default: '{setting} (Standard)',
    setting_own: '{setting} (hier festgelegt)',
    setting_limited: '{setting} (hier festgelegt, vom Betreiber des Bots begrenzt)',
    settings_more: 'Wer welchen Befehl wo benutzen darf, legst du unter Servereinstellungen → Integrationen fest.',
    setting_cooldown: 'Mindestzeit zwischen zwei Bildern: {count, plural, one {# Sekunde} other {# Sekunden}}',
    setting_quota: 'Bilder pro Tag: {pictures, number}',
    setting_no_quota: 'Bilder pro Tag: keine Grenze',
    setting_min_age: 'Jüngstes Alter, nach dem man fragen kann: {years}',
    setting_closed: 'Ausgeschaltet in: {channels}',
    setting_none_closed: 'In allen Kanälen eingeschaltet',
    setting_private: 'Antworten sind standardmäßig privat: {state}',
    setting_others_public: 'Antworten zu Bildern anderer Personen dürfen öffentlich sein: {state}',

    usage_yours:
      'Du hast heute {used, number} von {count, plural, one {# Bild} other {# Bildern}} verbraucht; {left, number} übrig.',
    usage_yours_unlimited: 'Du hast heute {count, plural, one {# Bild} other {# Bilder}} verbraucht.',
    usage_server:
      'Dieser Server hat heute {used, number} von {count, plural, one {# Bild} other {# Bildern}} verbraucht; {left, number} übrig.',
    usage_server_unlimited: 'Dieser Server hat heute {count, plural, one {# Bild} other {# Bilder}} verbraucht.',
    usage_reset: 'Die Zählung beginnt {when} neu.',
  },

  reasons: {
    picture_not_a_picture: 'Ich kann diese Datei nicht als Bild lesen. Schick ein Foto als JPEG oder PNG.',
    picture_empty: 'Diese Datei ist leer. Schick das Foto noch einmal.',
    picture_too_heavy: 'Dieses Bild ist größer als 25 MB. Schick eine kleinere Version.',
    picture_too_small:
      'Dieses Bild ist zu klein: Die kürzere Seite muss mindestens 64 Pixel haben. Schick ein größeres.',
    picture_too_narrow:
      'Dieses Bild ist zu lang und schmal. Schneide es um das Gesicht herum zu und schick es noch einmal.',
    picture_too_many_pixels: 'Dieses Bild hat mehr als 50 Megapixel. Schick eine kleinere Version.',
    picture_needs_memory: 'Um dieses Bild zu öffnen, brauche ich zu viel Speicher. Schick eine kleinere Version.',
    picture_damaged: 'Dieses Bild ist beschädigt und lässt sich nicht öffnen. Schick eine andere Version.',
    picture_format_unsupported:
      'Bilder im Format {format} kann ich nicht verwenden. Schick das Foto als JPEG oder PNG.',
    picture_gone: 'Ich konnte das Bild nicht von Discord herunterladen. Schick es noch einmal.',
    picture_too_slow: 'Dieses Bild lässt sich nur sehr langsam herunterladen. Speichere es und schick es als Datei.',
    picture_unavailable:
      'Ich konnte das Bild gerade nicht von Discord herunterladen. Versuch es in einer Minute noch einmal.',
    picture_not_passed_on:
      'Ich konnte dieses Foto nicht an den Bilddienst senden. Versuch es in einer Minute noch einmal.',
    pictures_unavailable:
      'Ich kann gerade keine Fotos öffnen. Wer diesen Bot betreibt, weiß Bescheid. Versuch es später noch einmal.',
    picture_took_too_long: 'Dieses Bild zu öffnen hat zu lange gedauert. Schick eine kleinere oder einfachere Version.',

    message_without_picture: 'In dieser Nachricht habe ich kein Bild gefunden. Wähl eine Nachricht mit einem Foto.',
    message_with_sticker: 'Sticker kann ich nicht verändern. Wähl eine Nachricht mit einem Foto.',
    message_with_video: 'Videos und bewegte GIFs kann ich nicht verändern. Wähl eine Nachricht mit einem Foto.',
    message_with_voice: 'Mit Sprachnachrichten kann ich nichts anfangen. Wähl eine Nachricht mit einem Foto.',
    message_with_poll: 'Mit Umfragen kann ich nichts anfangen. Wähl eine Nachricht mit einem Foto.',
    dm_sticker: 'Mit Stickern kann ich nichts anfangen. Schick mir ein Foto.',
    dm_voice: 'Mit Sprachnachrichten kann ich nichts anfangen. Schick mir ein Foto.',
    dm_poll: 'Mit Umfragen kann ich nichts anfangen. Schick mir ein Foto.',
    dm_forwarded: 'In der weitergeleiteten Nachricht sehe ich kein Foto. Schick mir eins.',
    dm_video: 'Videos und bewegte GIFs kann ich nicht verändern. Schick mir ein Foto.',
    dm_link: 'Unter diesem Link sehe ich kein Bild. Speichere das Foto und schick es mir als Datei.',
    one_picture: 'Gib mir genau eins von diesen dreien: `{option_image}`, `{option_user}` oder `{option_link}`.',
    message_hidden:
      'Discord zeigt mir nicht, was in dieser Nachricht ist. Wähl in ihrem Menü Apps → **{menu_photo}**, oder lade das Foto hoch.',
    link_unreadable: 'Diesen Link kann ich nicht lesen. Kopiere den Link einer Nachricht, oder lade das Foto hoch.',
    link_other_host: 'Ich öffne nur Links zu Discord, nicht zu `{host}`. Lade das Foto stattdessen hoch.',
    link_not_a_picture:
      'Dieser Link führt nicht zu einer Nachricht, zu einer Datei in einer Nachricht oder zu einem Profilbild. Lade das Foto stattdessen hoch.',
    link_file_unknown:
      'Ich finde die Nachricht mit dieser Datei nicht und weiß deshalb nicht, wem sie gehört. Wähl im Menü der Nachricht Apps → **{menu_photo}**, oder lade das Foto hoch.',
    link_other_server: 'Diese Nachricht ist auf einem anderen Server. Benutze mich dort, oder lade das Foto hoch.',
    link_not_seen:
      'Ich kann diese Nachricht nicht öffnen: Es gibt sie nicht, oder du oder ich haben keinen Zugriff auf ihren Kanal. Lade das Foto hoch.',
    link_age_restricted: 'Diese Nachricht ist in einem altersbeschränkten Kanal. Benutze mich dort.',
    link_unread:
      'Ich konnte diese Nachricht gerade nicht lesen. Gib mir den Link in einer Minute noch einmal, oder lade das Foto hoch.',
    link_several_pictures:
      'Diese Nachricht hat mehrere Bilder. Wähl eins davon in ihrem Menü mit Apps → **{menu_photo}**.',
    user_without_avatar: 'Diese Person hat kein Profilbild. Gib mir ein Foto mit /{command_age}.',
    target_forgotten: 'Ich weiß nicht mehr, um welches Bild es ging. Öffne das Menü noch einmal.',

    no_face_seen: 'Ich sehe auf diesem Foto kein Gesicht. Versuch es mit einem näheren, aufrechten Foto.',
    photo_seems_sideways: 'Dieses Foto scheint auf der Seite zu liegen. Dreh es, oder schick ein aufrechtes.',
    face_seems_small:
      'Das Gesicht auf diesem Foto ist sehr klein. Schneide das Foto enger zu, oder versuch es trotzdem.',
    which_face: 'Hier sind mehrere Gesichter. Wähl eins bis drei davon aus. Jedes zählt als ein Bild.',

    age_out_of_range: 'Das Alter muss eine ganze Zahl von {min} bis {max} sein. Wähl eines in diesem Bereich.',
    timeline_ages_wrong: 'Gib zwei bis fünf Zahlen von {min} bis {max} ein, zum Beispiel „20, 40, 60“.',
    cooldown: 'Das letzte Bild hier ist noch nicht lange genug her. Du kannst {when} wieder fragen.',
    paused: 'Du hast mehrere Dateien geschickt, die ich nicht verwenden konnte. Du kannst {when} wieder fragen.',
    quota_user: 'Du hast alle deine Bilder für heute verbraucht. Du kannst {when} wieder fragen.',
    quota_guild: 'Dieser Server hat alle seine Bilder für heute verbraucht. Du kannst {when} wieder fragen.',
    budget_spent: 'Dieser Bot hat sein Limit für heute erreicht. Du kannst {when} wieder fragen.',
    budget_newcomers:
      'Viele Leute probieren mich gerade zum ersten Mal aus. Die restlichen Bilder von heute hebe ich für alle auf, die vorher schon da waren. Du kannst {when} wieder fragen.',
    too_busy: 'Gerade warten zu viele Leute. Versuch es {when} noch einmal.',
    channel_closed: 'In diesem Kanal bin ich ausgeschaltet. Benutze einen anderen.',
    young_face_here:
      'Gesichter unter 18 mache ich nur, wo ich erkennen kann, dass Kanal und Server nicht altersbeschränkt sind, und nicht aus Fotos, die als Spoiler markiert sind. Wähl 18 oder mehr.',
    only_in_servers: 'Das geht nur auf einem Server. Benutze es dort.',
    setting_below_operator:
      'Wer diesen Bot betreibt, hat ein Minimum von {least, number} festgelegt. Wähl diesen Wert oder einen höheren.',
    setting_above_operator:
      'Wer diesen Bot betreibt, hat eine Grenze von {most, number} pro Tag festgelegt. Wähl diesen Wert oder einen niedrigeren.',
    too_many_closed_channels:
      'Du kannst mich hier in höchstens {most} Kanälen ausschalten. Für mehr benutze Servereinstellungen → Integrationen.',
    cancelled: 'Abgebrochen. Es zählt nicht.',

    blocked:
      'Ich bin hier nicht verfügbar. Wenn du das für einen Irrtum hältst, frag die Leute, die diesen Bot betreiben.',
    not_in_this_server:
      'Für diesen Server bin ich nicht eingerichtet. Bitte die Leute, die diesen Bot betreiben, ihn aufzunehmen.',
    no_direct_messages: 'Ich nehme keine Direktnachrichten an. Benutze mich auf einem Server.',
    no_user_install: 'Ich funktioniere nur auf Servern, die mich hinzugefügt haben. Benutze mich auf einem davon.',
    subject_opted_out: 'Diese Person möchte nicht, dass andere ihre Bilder verändern. Wähl ein anderes Foto.',
    reference_unknown:
      'Ich kenne kein Bild der letzten 30 Tage mit dieser Referenz. Prüf sie: Sie steht unter dem Bild, zum Beispiel 7K2QF-9MXTB.',
    reported_already:
      'Du hast dieses Bild schon den Leuten gemeldet, die diesen Bot betreiben. Wenn es mehr zu sagen gibt, melde es morgen noch einmal.',
    too_many_reports: 'Du hast heute zu viele Meldungen geschickt. Schick die übrigen morgen.',

    no_face:
      'Ich konnte auf diesem Foto kein Gesicht finden. Versuch es mit einem klaren Foto, auf dem das Gesicht zur Kamera zeigt.',
    face_too_small: 'Das Gesicht auf diesem Foto ist zu klein. Schneide das Foto enger zu und versuch es noch einmal.',
    face_cut_off:
      'Das Gesicht ist am Rand des Fotos abgeschnitten. Nimm eines, auf dem das ganze Gesicht zu sehen ist.',
    picture_refused: 'Der Bilddienst konnte dieses Foto nicht lesen. Speichere es als JPEG und schick es noch einmal.',
    picture_unreachable:
      'Der Bilddienst konnte dieses Foto nicht herunterladen. Versuch es in einer Minute noch einmal.',
    picture_too_large: 'Dieses Foto ist zu groß für den Bilddienst. Schick eine kleinere Version.',
    face_region_refused:
      'Der Bilddienst hat die Stelle des Gesichts auf diesem Foto nicht angenommen. Schneide das Foto auf dieses Gesicht zu und schick es noch einmal.',
    picture_moderated: 'Der Bilddienst hat dieses Foto abgelehnt. Nimm ein anderes.',

    rate_limited: 'Gerade fragen zu viele Leute. Versuch es in ein paar Minuten noch einmal.',
    endpoint_unfunded:
      'Ich kann gerade keine Fotos verändern. Wer diesen Bot betreibt, weiß Bescheid. Versuch es später noch einmal.',
    endpoint_unauthorised:
      'Ich kann gerade keine Fotos verändern. Wer diesen Bot betreibt, weiß Bescheid. Versuch es später noch einmal.',
    endpoint_disabled:
      'Ich kann gerade keine Fotos verändern. Wer diesen Bot betreibt, weiß Bescheid. Versuch es später noch einmal.',
    endpoint_missing:
      'Ich kann gerade keine Fotos verändern. Wer diesen Bot betreibt, weiß Bescheid. Versuch es später noch einmal.',
    endpoint_rejected: 'Der Bilddienst hat diese Anfrage nicht angenommen. Versuch es mit einem anderen Foto.',
    endpoint_mismatched:
      'Der Bilddienst hat diese Anfrage nicht angenommen. Versuch es noch einmal, oder nimm ein anderes Foto.',
    endpoint_forbidden:
      'Der Bilddienst hat diese Anfrage abgelehnt. Versuch es später noch einmal, oder nimm ein anderes Foto.',
    endpoint_trouble:
      'Der Bilddienst hatte mit diesem Foto ein Problem. Versuch es noch einmal, oder nimm ein anderes Foto.',
    endpoint_unreachable: 'Der Bilddienst ist gerade nicht erreichbar. Versuch es in ein paar Minuten noch einmal.',
    endpoint_timeout: 'Der Bilddienst hat zu lange gebraucht. Versuch es noch einmal.',
    endpoint_lost: 'Die Verbindung zum Bilddienst ist abgebrochen. Versuch es noch einmal.',
    endpoint_out_of_order: 'Der Bilddienst ist gerade außer Betrieb. Versuch es später noch einmal.',
    endpoint_answer_invalid:
      'Der Bilddienst hat eine Antwort geschickt, die ich nicht lesen kann. Versuch es noch einmal.',

    result_unavailable: 'Ich konnte das fertige Bild nicht herunterladen. Versuch es noch einmal.',
    result_too_heavy: 'Das fertige Bild ist zu groß, um es hier zu posten. Versuch es mit einem kleineren Foto.',
    cannot_attach:
      'Ich darf hier keine Bilder posten. Bitte einen Admin um die Berechtigung „Dateien anhängen“, oder benutze mich in einer Direktnachricht.',
    upload_failed: 'Das Bild ist fertig, aber Discord hat es nicht angenommen. Versuch es in einer Minute noch einmal.',

    answer_forgotten: 'Ich habe den Link zu diesem Foto nicht mehr. Gib mir das Foto noch einmal mit /{command_age}.',
    answer_not_yours:
      'Nur wer dieses Bild angefragt hat, kann damit weitermachen. Für ein eigenes Foto benutze /{command_age}, oder Apps → {menu_photo} im Menü einer Nachricht.',
    posted_already: 'Dieses Bild habe ich hier schon gepostet.',
    not_yours_to_post: 'Ich poste nur Bilder, die aus deinem eigenen Foto oder Profilbild entstanden sind.',
    bot_may_not_post:
      'Ich darf hier nicht posten. Bitte einen Admin, mir in diesem Kanal diese Berechtigung zu geben: {permission}.',
    person_may_not_post:
      'Du darfst hier keine Bilder posten. Dafür brauchst du in diesem Kanal diese Berechtigung: {permission}.',
    answer_not_yours_to_delete:
      'Das Bild löschen können nur die Person, die es angefragt hat, die Person, der das Original gehört, und die Moderation. Frag dort nach.',

    too_fast: 'Das geht mir zu schnell. Du kannst es {when} noch einmal versuchen.',
    too_fast_dm: 'Das geht mir zu schnell. Warte eine Minute und schreib dann noch einmal.',
    one_at_a_time: 'Deine letzte Anfrage ist noch in Arbeit. Versuch es noch einmal, wenn sie fertig ist.',

    storage_down: 'Meine Datenbank ist nicht verfügbar. Versuch es in ein paar Minuten noch einmal.',
    restarting: 'Ich starte gerade neu. Versuch es in ein paar Sekunden noch einmal.',
    too_late: 'Das hat länger gedauert, als Discord erlaubt. Versuch es noch einmal.',
    unknown_command: 'Diesen Befehl habe ich nicht mehr. Starte Discord neu, um die neuen zu sehen.',
    unknown_control: 'Dieser Button ist von einer älteren Version von mir. Frag noch einmal mit /{command_age}.',
    internal: 'Bei mir ist etwas schiefgegangen. Versuch es in einer Minute noch einmal.',
  },
};
