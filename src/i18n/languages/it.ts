import type { Catalogue } from '../catalogue.ts';

/** Italian, with "tu", as Discord's own. */
export const sentences: Catalogue = {
  sameAsEnglish: { help_button_privacy: 'The Italian word.' },

  texts: {
    answer_title: 'Circa {age} anni',
    answer_footer: 'Modificata con l’IA · {reference}',
    answer_alt: 'Viso modificato con l’IA per dimostrare circa {age} anni',
    answer_alt_described: '{alt}. L’originale: {description}',
    working: 'Ci sto lavorando…',
    place_next: 'Tocca a te. Comincio {when}.',
    place_later: 'Sei al numero {position} della coda. Inizio previsto: {when}.',
    step: 'Immagini pronte: {done} su {of}. Ognuna conta come un’immagine.',
    timeline_title: 'Da circa {first} a circa {last} anni',
    timeline_partial: 'Immagini create: solo {made} su {of}.',
    timeline_original: 'La prima immagine è l’originale.',
    timeline_alt: 'L’originale, poi il viso modificato con l’IA per dimostrare circa {ages} anni',
    button_cancel: 'Annulla',
    failure_reference: 'Riferimento: {reference}',
    button_try_again: 'Riprova',
    button_try_anyway: 'Prova lo stesso',
    button_turn_left: 'Ruota a sinistra',
    button_turn_right: 'Ruota a destra',
    button_largest_face: 'Il viso più grande',
    choose_faces: 'Scegli i visi',
    faces_alt: 'La foto, con un numero accanto a ogni viso. {faces}',
    face_option: '{number}: {place}',
    face_order: 'viso {position} di {count} da sinistra',
    place_left: 'a sinistra',
    place_middle: 'al centro',
    place_right: 'a destra',
    place_top: 'in alto',
    place_bottom: 'in basso',
    size_large: 'grande',
    size_smaller: 'più piccolo',
    cancel_started: 'Ho già cominciato questa immagine, quindi non puoi più annullarla.',
    cancel_not_yours: 'Solo chi ha chiesto questa immagine può annullarla.',

    answer_from_message: 'Dal messaggio di <@{user}>: {link}',
    answer_from_webhook: 'Da questo messaggio: {link}',
    answer_from_avatar: 'Dalla foto profilo di <@{user}>',
    button_older: '{count, plural, one {# anno in più} many {# di anni in più} other {# anni in più}}',
    button_younger: '{count, plural, one {# anno in meno} many {# di anni in meno} other {# anni in meno}}',
    button_another_age: 'Un’altra età…',
    button_before_after: 'Prima/dopo',
    button_post: 'Pubblica qui',
    button_posted: 'Pubblicata',
    answer_posted_by: 'Pubblicata da <@{user}>',
    permission_view: 'Visualizza canale',
    permission_send: 'Invia messaggi',
    permission_send_in_threads: 'Invia messaggi nei thread',
    permission_embed: 'Incorpora link',
    permission_attach: 'Allega file',
    button_delete: 'Elimina',
    button_report: 'Segnala',
    before_after_beside: 'A sinistra: l’originale. A destra: circa {age} anni.',
    before_after_stacked: 'In alto: l’originale. In basso: circa {age} anni.',
    before_after_alt: 'Due immagini, una con il viso modificato con l’IA. {places}',

    age_choice_child: 'Infanzia ({age})',
    age_form_title: 'Cambia l’età',
    age_form_age: 'Quanti anni deve dimostrare il viso?',
    age_form_range: 'In anni, da {min} a {max}',
    age_form_picture: 'Quale immagine?',
    age_form_numbered: 'Immagine {number}',

    help_intro: 'Cambio l’età del viso in una foto.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Ti serve il permesso “{permission}”.',
    help_message: 'Nel menu di un messaggio (clic destro, o tieni premuto): App → **{name}**.',
    help_user: 'Nel menu di una persona: App → **{name}**.',
    help_options:
      'Scegli `{option_image}`, `{option_user}` (per la sua foto profilo) o `{option_link}` (di un messaggio). Con `{option_private}: True`, solo tu vedi la risposta.',
    help_others_private: 'Se usi un’immagine di un’altra persona, solo tu vedi la risposta.',
    help_others_server:
      'Se usi un’immagine di un’altra persona, solo tu vedi la risposta, a meno che le impostazioni di questo server non la rendano pubblica.',
    help_buttons:
      'Pulsanti sotto ogni risposta: più anni, meno anni, un’altra età, prima/dopo, elimina e segnala. **Pubblica qui** mostra a tutti una risposta privata su una tua immagine.',
    help_dm: 'Qui puoi anche semplicemente scrivermi: invia una foto, poi un numero, per esempio 60.',
    help_dm_link: 'Puoi anche inviarmi una foto in un messaggio diretto.',
    help_installed:
      'Mi hai aggiunto al tuo account, quindi puoi usarmi in qualsiasi server, gruppo o messaggio diretto. Nei server che non consentono app esterne, solo tu vedi le mie risposte.',
    help_data:
      'Per essere modificata, la tua foto viene inviata ad Ace Data Cloud e, probabilmente, da lì a Tencent Cloud. Io ne conservo solo un link crittografato, per un giorno.',
    help_language: 'Lingua',
    help_language_discord: 'La stessa di Discord',
    help_no_external_apps:
      'In questo canale non hai il permesso “{permission}”, quindi qui solo tu vedi le mie risposte.',
    permission_manage_server: 'Gestisci server',
    permission_external_apps: 'Usa app esterne',
    help_button_dm: 'Apri i messaggi diretti',
    help_button_privacy: 'Privacy',
    help_button_support: 'Assistenza',

    dm_greeting:
      'Cambio l’età di un viso. Inviami una foto e dimmi quanti anni deve dimostrare, da {min} a {max}. Per essere modificate, le foto vengono inviate ad Ace Data Cloud e, probabilmente, da lì a Tencent Cloud. Scrivi “stop” per farmi dimenticare la nostra conversazione. Per saperne di più: `/{command_privacy}`.',
    report_title: 'Segnala {reference}',
    report_reason: 'Che cosa non va in questa immagine?',
    report_to_whom: 'Chi gestisce questo bot vedrà la tua segnalazione e il tuo nome.',
    report_taken:
      'Grazie. La tua segnalazione dell’immagine {reference} arriva a chi gestisce questo bot. Se l’immagine viola le regole di Discord, usa anche “Segnala messaggio” nel menu del messaggio.',

    privacy_photos:
      '**Le tue foto.** Per essere modificate, le foto che mi dai vengono inviate ad Ace Data Cloud e, probabilmente, da lì a Tencent Cloud. Il risultato può restare disponibile lì per un giorno. Io non conservo nessuna foto dopo averti risposto.',
    privacy_kept:
      '**Che cosa conservo.** Per i pulsanti, in forma crittografata e per 24 ore: il link alla foto e la sua descrizione, di chi è il messaggio e in che punto della foto sono i visi scelti. Per i nostri messaggi diretti: a quale messaggio eravamo, per un giorno, e che mi sono presentato. Quante immagini hai ricevuto oggi. La tua lingua, fino a 180 giorni. Il giorno della tua prima immagine, senza il tuo nome, fino a 60 giorni dopo l’ultima. Per le segnalazioni, per 30 giorni: il riferimento di ogni risposta o errore e chi l’ha chiesta, dove, quando, per quale età, da quale tipo di fonte e com’è andata, ma nessuna immagine e nessun link. Le tue segnalazioni, per 30 giorni.',
    privacy_opted_in:
      '**Gli altri e le tue immagini.** Gli altri possono usare i miei menu e comandi sui tuoi messaggi e sulla tua foto profilo. Se non vuoi, premi il primo pulsante.',
    privacy_opted_out:
      '**Gli altri e le tue immagini.** Cambio l’età nella tua foto profilo e nelle immagini dei tuoi messaggi soltanto per te.',
    privacy_copies:
      'Non posso riconoscere una tua foto caricata o inoltrata da qualcun altro. Premi “Segnala” sotto la risposta, o usa `/{command_report}` con il riferimento che trovi lì.',
    privacy_deletion:
      '**Elimina i miei dati** ha effetto immediato ed elimina la nostra conversazione, la tua lingua, ciò che serve ai pulsanti e i tuoi conteggi. Resta la tua scelta sugli altri, perché eliminarla la annullerebbe, e restano le segnalazioni e i loro riferimenti. Riceverai comunque le immagini in lavorazione in quel momento.',
    button_opt_out: 'Blocca le mie foto per gli altri',
    button_opt_in: 'Consenti le mie foto agli altri',
    button_show_data: 'Mostra i miei dati',
    data_shown: 'Ecco tutto ciò che conservo su di te, tranne i tempi di attesa, che finiscono in pochi secondi.',
    button_delete_data: 'Elimina i miei dati',
    data_deleted:
      'Eliminati: la nostra conversazione, la tua lingua, ciò che serve ai pulsanti e i tuoi conteggi. Conservati: la tua scelta sugli altri e le tue immagini, le segnalazioni e, per 30 giorni, i loro riferimenti. Le immagini di oggi contano ancora per il limite giornaliero fino a mezzanotte (UTC), senza il tuo nome.',

    dm_help:
      'Inviami una foto e dimmi quanti anni deve dimostrare il viso, per esempio “60” o “10 anni più giovane”. Continuo con la stessa foto finché non me ne invii un’altra. Scrivi “stop” per farmela dimenticare.',
    dm_hello: 'Ciao. Inviami una foto e dimmi quanti anni deve dimostrare il viso, per esempio “60”.',
    dm_welcome: 'Prego, è stato un piacere.',
    dm_how_old: 'Quanti anni deve dimostrare il viso?',
    dm_which: 'Quale di queste {count} foto?',
    dm_no_photo: 'Non ho una tua foto da cui continuare. Inviamene una.',
    dm_no_answer:
      'Qui non ho un’immagine da confrontare. Inviami una foto e dimmi quanti anni deve dimostrare il viso.',
    dm_not_a_message:
      'Quella foto non è stata inviata in un messaggio qui, quindi non puoi continuare da lì scrivendomi. Usa i pulsanti sotto la risposta, o inviami la foto.',
    dm_oldest: 'Non posso far dimostrare a un viso più di {age} anni. Chiedi un’età più bassa.',
    dm_youngest: 'Non posso far dimostrare a un viso meno di {age} anni. Chiedi un’età più alta.',
    dm_forgotten:
      'Ho dimenticato la nostra conversazione: di quale foto si trattava e ciò che serve ai pulsanti. I messaggi restano qui finché qualcuno non li elimina.',

    on: 'sì',
    off: 'no',
    settings_head: 'Impostazioni di questo server:',
    settings_changed: 'Salvato. Ora le impostazioni di questo server sono:',
    setting_default: '{setting} (predefinito)',
    setting_own: '{setting} (scelto qui)',
    setting_limited: '{setting} (scelto qui, con il limite di chi gestisce il bot)',
    settings_more: 'Per scegliere chi può usare quale comando, e dove, vai su Impostazioni server → Integrazioni.',
    setting_cooldown:
      'Tempo minimo tra un’immagine e l’altra: {count, plural, one {# secondo} many {# di secondi} other {# secondi}}',
    setting_quota: 'Immagini al giorno: {pictures, number}',
    setting_no_quota: 'Immagini al giorno: nessun limite',
    setting_min_age: 'Età minima che si può chiedere: {years}',
    setting_closed: 'Disattivato in: {channels}',
    setting_none_closed: 'Attivo in tutti i canali',
    setting_private: 'Le risposte sono private per impostazione predefinita: {state}',
    setting_others_public: 'Le risposte su immagini di altre persone possono essere pubbliche: {state}',

    usage_yours:
      'Oggi hai usato {used, number} di {count, plural, one {# immagine} many {# di immagini} other {# immagini}}; {left, plural, one {ne resta #} many {ne restano #} other {ne restano #}}.',
    usage_yours_unlimited: 'Oggi hai usato {count, plural, one {# immagine} many {# di immagini} other {# immagini}}.',
    usage_server:
      'Oggi questo server ha usato {used, number} di {count, plural, one {# immagine} many {# di immagini} other {# immagini}}; {left, plural, one {ne resta #} many {ne restano #} other {ne restano #}}.',
    usage_server_unlimited:
      'Oggi questo server ha usato {count, plural, one {# immagine} many {# di immagini} other {# immagini}}.',
    usage_reset: 'Il conteggio riparte {when}.',
  },

  reasons: {
    picture_not_a_picture: 'Non riesco a leggere quel file come immagine. Invia una foto in JPEG o PNG.',
    picture_empty: 'Quel file è vuoto. Invia di nuovo la foto.',
    picture_too_heavy: 'Quell’immagine supera i 25 MB. Invia una copia più piccola.',
    picture_too_small:
      'Quell’immagine è troppo piccola: il lato più corto deve avere almeno 64 pixel. Inviane una più grande.',
    picture_too_narrow: 'Quell’immagine è troppo lunga e stretta. Ritagliala intorno al viso e inviala di nuovo.',
    picture_too_many_pixels: 'Quell’immagine ha più di 50 megapixel. Invia una copia più piccola.',
    picture_needs_memory: 'Aprire quell’immagine richiede troppa memoria. Invia una copia più piccola.',
    picture_damaged: 'Quell’immagine è danneggiata e non si può aprire. Invia un’altra copia.',
    picture_format_unsupported: 'Non posso usare immagini in formato {format}. Invia la foto in JPEG o PNG.',
    picture_gone: 'Non sono riuscito a scaricare quell’immagine da Discord. Inviala di nuovo.',
    picture_too_slow: 'Quell’immagine si scarica troppo lentamente. Salvala e inviala come file.',
    picture_unavailable: 'In questo momento non riesco a scaricare quell’immagine da Discord. Riprova tra un minuto.',
    picture_not_passed_on: 'Non sono riuscito a inviare questa foto al servizio immagini. Riprova tra un minuto.',
    pictures_unavailable: 'In questo momento non posso aprire foto. Chi gestisce il bot lo sa già. Riprova più tardi.',
    picture_took_too_long: 'Ci ho messo troppo ad aprire quell’immagine. Invia una copia più piccola o più semplice.',

    message_without_picture: 'Non ho trovato immagini in quel messaggio. Scegli un messaggio con una foto.',
    message_with_sticker: 'Non posso cambiare l’età negli adesivi. Scegli un messaggio con una foto.',
    message_with_video: 'Non posso cambiare l’età nei video o nelle GIF animate. Scegli un messaggio con una foto.',
    message_with_voice: 'Non posso usare i messaggi vocali. Scegli un messaggio con una foto.',
    message_with_poll: 'Non posso usare i sondaggi. Scegli un messaggio con una foto.',
    dm_sticker: 'Non posso usare gli adesivi. Inviami una foto.',
    dm_voice: 'Non posso usare i messaggi vocali. Inviami una foto.',
    dm_poll: 'Non posso usare i sondaggi. Inviami una foto.',
    dm_forwarded: 'Non vedo nessuna foto nel messaggio inoltrato. Inviami una foto.',
    dm_video: 'Non posso cambiare l’età nei video o nelle GIF animate. Inviami una foto.',
    dm_link: 'Non vedo nessuna immagine a quel link. Salva la foto e inviamela come file.',
    one_picture: 'Dammi una sola di queste tre cose: `{option_image}`, `{option_user}` o `{option_link}`.',
    message_hidden:
      'Discord non mi mostra il contenuto di quel messaggio. Usa App → **{menu_photo}** nel suo menu, o carica la foto.',
    link_unreadable: 'Non riesco a leggere quel link. Copia il link di un messaggio, o carica la foto.',
    link_other_host: 'Apro solo link di Discord, non di `{host}`. Carica invece la foto.',
    link_not_a_picture:
      'Quel link non porta a un messaggio, a un file in un messaggio o a una foto profilo. Carica invece la foto.',
    link_file_unknown:
      'Non trovo il messaggio con quel file, quindi non so di chi sia. Usa App → **{menu_photo}** nel menu del messaggio, o carica la foto.',
    link_other_server: 'Quel messaggio è in un altro server. Usami lì, o carica la foto.',
    link_not_seen:
      'Non posso aprire quel messaggio: non esiste, oppure tu o io non possiamo leggere il suo canale. Carica la foto.',
    link_age_restricted: 'Quel messaggio è in un canale con limiti di età. Usami lì.',
    link_unread:
      'In questo momento non riesco a leggere quel messaggio. Dammi di nuovo il link tra un minuto, o carica la foto.',
    link_several_pictures:
      'Quel messaggio ha più immagini. Usa App → **{menu_photo}** nel suo menu per sceglierne una.',
    user_without_avatar: 'Quella persona non ha una foto profilo. Dammi una foto con /{command_age}.',
    target_forgotten: 'Non so più di quale immagine si trattava. Apri di nuovo il menu.',

    no_face_seen: 'Non vedo nessun viso in questa foto. Prova con una più ravvicinata e dritta.',
    photo_seems_sideways: 'Questa foto sembra girata di lato. Ruotala, o inviane una dritta.',
    face_seems_small: 'Il viso in questa foto è molto piccolo. Ritagliala più da vicino, o prova lo stesso.',
    which_face: 'Ci sono più visi. Scegline da uno a tre. Ognuno conta come un’immagine.',

    age_out_of_range: 'L’età deve essere un numero intero da {min} a {max}. Scegline una in questo intervallo.',
    timeline_ages_wrong: 'Scrivi da due a cinque età da {min} a {max}, per esempio “20, 40, 60”.',
    cooldown: 'È passato troppo poco dall’ultima immagine qui. Puoi chiederne un’altra {when}.',
    paused: 'Hai inviato diversi file che non ho potuto usare. Puoi riprovare {when}.',
    quota_user: 'Hai usato tutte le tue immagini di oggi. Puoi chiederne altre {when}.',
    quota_guild: 'Questo server ha usato tutte le sue immagini di oggi. Puoi chiederne altre {when}.',
    budget_spent: 'Questo bot ha raggiunto il suo limite di oggi. Puoi riprovare {when}.',
    budget_newcomers:
      'Molte persone mi stanno provando per la prima volta, e tengo le immagini rimaste oggi per chi mi usava già prima. Puoi riprovare {when}.',
    too_busy: 'In questo momento ci sono troppe persone in attesa. Riprova {when}.',
    channel_closed: 'Sono disattivato in questo canale. Usane un altro.',
    young_face_here:
      'Creo visi sotto i 18 anni solo dove posso verificare che il canale e il server non abbiano limiti di età, e non da foto contrassegnate come spoiler. Scegli 18 o più.',
    only_in_servers: 'Funziona solo in un server. Usalo lì.',
    setting_below_operator: 'Chi gestisce il bot ha fissato un minimo di {least}. Scegli quello o di più.',
    setting_above_operator: 'Chi gestisce il bot ha fissato un limite di {most} al giorno. Scegli quello o di meno.',
    too_many_closed_channels:
      'Qui puoi disattivarmi al massimo in {most} canali. Per altri, usa Impostazioni server → Integrazioni.',
    cancelled: 'Annullata. Non conta.',

    blocked: 'Non sono disponibile qui. Se pensi che sia un errore, chiedi a chi gestisce questo bot.',
    not_in_this_server: 'Non sono configurato per questo server. Chiedi a chi gestisce questo bot di aggiungerlo.',
    no_direct_messages: 'Non accetto messaggi diretti. Usami in un server.',
    no_user_install: 'Funziono solo nei server che mi hanno aggiunto. Usami in uno di quelli.',
    subject_opted_out: 'Questa persona non vuole che altri cambino l’età nelle sue immagini. Scegli un’altra foto.',
    reference_unknown:
      'Non conosco nessuna immagine degli ultimi 30 giorni con quel riferimento. Controllalo: è scritto sotto l’immagine, per esempio 7K2QF-9MXTB.',
    reported_already:
      'Hai già segnalato questa immagine a chi gestisce questo bot. Se c’è altro da dire, segnalala di nuovo domani.',
    too_many_reports: 'Oggi hai inviato troppe segnalazioni. Invia le altre domani.',

    no_face:
      'Non ho trovato nessun viso in questa foto. Prova con una foto nitida, con il viso rivolto verso la fotocamera.',
    face_too_small: 'Il viso in questa foto è troppo piccolo. Ritagliala più da vicino e riprova.',
    face_cut_off: 'Il viso è tagliato dal bordo della foto. Usane una in cui si veda tutto il viso.',
    picture_refused: 'Il servizio immagini non è riuscito a leggere questa foto. Salvala come JPEG e inviala di nuovo.',
    picture_unreachable: 'Il servizio immagini non è riuscito a scaricare questa foto. Riprova tra un minuto.',
    picture_too_large: 'Questa foto è troppo grande per il servizio immagini. Invia una copia più piccola.',
    face_region_refused:
      'Il servizio immagini non ha accettato la posizione del viso in questa foto. Ritaglia la foto su quel viso e inviala di nuovo.',
    picture_moderated: 'Il servizio immagini ha rifiutato questa foto. Usane un’altra.',

    rate_limited: 'In questo momento ci sono troppe richieste. Riprova tra qualche minuto.',
    endpoint_unfunded: 'In questo momento non posso modificare foto. Chi gestisce il bot lo sa già. Riprova più tardi.',
    endpoint_unauthorised:
      'In questo momento non posso modificare foto. Chi gestisce il bot lo sa già. Riprova più tardi.',
    endpoint_disabled: 'In questo momento non posso modificare foto. Chi gestisce il bot lo sa già. Riprova più tardi.',
    endpoint_missing: 'In questo momento non posso modificare foto. Chi gestisce il bot lo sa già. Riprova più tardi.',
    endpoint_rejected: 'Il servizio immagini non ha accettato questa richiesta. Prova con un’altra foto.',
    endpoint_mismatched: 'Il servizio immagini non ha accettato questa richiesta. Riprova, o usa un’altra foto.',
    endpoint_forbidden: 'Il servizio immagini ha rifiutato questa richiesta. Riprova più tardi, o usa un’altra foto.',
    endpoint_trouble: 'Il servizio immagini ha avuto un problema con questa foto. Riprova, o usa un’altra foto.',
    endpoint_unreachable: 'In questo momento il servizio immagini non è raggiungibile. Riprova tra qualche minuto.',
    endpoint_timeout: 'Il servizio immagini ci ha messo troppo. Riprova.',
    endpoint_lost: 'Si è persa la connessione con il servizio immagini. Riprova.',
    endpoint_out_of_order: 'In questo momento il servizio immagini non funziona. Riprova più tardi.',
    endpoint_answer_invalid: 'Il servizio immagini ha inviato una risposta che non riesco a leggere. Riprova.',

    result_unavailable: 'Non sono riuscito a scaricare l’immagine finita. Riprova.',
    result_too_heavy: 'L’immagine finita è troppo grande per pubblicarla qui. Prova con una foto più piccola.',
    cannot_attach:
      'Non ho il permesso di pubblicare immagini qui. Chiedi a un admin il permesso “Allega file”, o usami in un messaggio diretto.',
    upload_failed: 'L’immagine è pronta, ma Discord non l’ha accettata. Riprova tra un minuto.',

    answer_forgotten: 'Non ho più il link a quella foto. Dammi di nuovo la foto con /{command_age}.',
    answer_not_yours:
      'Solo chi ha chiesto questa immagine può continuare da qui. Per una tua foto, usa /{command_age}, o App → {menu_photo} nel menu di un messaggio.',
    posted_already: 'Ho già pubblicato qui questa immagine.',
    not_yours_to_post: 'Pubblico solo immagini fatte da una tua foto o dalla tua foto profilo.',
    bot_may_not_post:
      'Non posso pubblicare qui. Chiedi a un admin di darmi questo permesso in questo canale: {permission}.',
    person_may_not_post: 'Non puoi pubblicare immagini qui. Ti serve questo permesso in questo canale: {permission}.',
    answer_not_yours_to_delete:
      'Possono eliminare questa immagine solo chi l’ha chiesta, chi possiede l’immagine originale e i moderatori. Chiedi a uno di loro.',

    too_fast: 'Così è troppo veloce per me. Puoi riprovare {when}.',
    too_fast_dm: 'Così è troppo veloce per me. Aspetta un minuto, poi scrivimi di nuovo.',
    one_at_a_time: 'Sto ancora lavorando alla tua ultima richiesta. Riprova quando ho finito.',

    storage_down: 'Il mio database non è disponibile. Riprova tra qualche minuto.',
    restarting: 'Mi sto riavviando. Riprova tra qualche secondo.',
    too_late: 'Ci è voluto più tempo di quanto Discord permetta. Riprova.',
    unknown_command: 'Non ho più questo comando. Riavvia Discord per vedere quelli nuovi.',
    unknown_control: 'Questo pulsante è di una mia versione precedente. Chiedi di nuovo con /{command_age}.',
    internal: 'Qualcosa è andato storto da parte mia. Riprova tra un minuto.',
  },
};
