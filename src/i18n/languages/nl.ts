import type { Catalogue } from '../catalogue.ts';

/** Dutch, with "je", as in Discord. */
export const sentences: Catalogue = {
  sameAsEnglish: { help_button_privacy: 'The Dutch word.' },

  texts: {
    answer_title: 'Ongeveer {age} jaar oud',
    answer_footer: 'Bewerkt met AI · {reference}',
    answer_alt: 'Gezicht dat met AI is bewerkt en er ongeveer {age} jaar oud uitziet',
    answer_alt_described: '{alt}. Het origineel: {description}',
    working: 'Ik ben ermee bezig…',
    place_next: 'Je bent als volgende aan de beurt. Ik begin {when}.',
    place_later: 'Je bent nummer {position} in de rij. Verwacht begin: {when}.',
    step: '{done} van de {of} afbeeldingen zijn klaar. Elke telt als één afbeelding.',
    timeline_title: 'Van ongeveer {first} tot ongeveer {last} jaar oud',
    timeline_partial: 'Maar {made} van de {of} afbeeldingen zijn gelukt.',
    timeline_original: 'De eerste afbeelding is het origineel.',
    timeline_alt: 'Het origineel, daarna het gezicht dat met AI is bewerkt en er ongeveer {ages} jaar oud uitziet',
    button_cancel: 'Annuleren',
    failure_reference: 'Referentie: {reference}',
    button_try_again: 'Opnieuw proberen',
    button_try_anyway: 'Toch proberen',
    button_turn_left: 'Linksom draaien',
    button_turn_right: 'Rechtsom draaien',
    button_largest_face: 'Het grootste gezicht',
    choose_faces: 'Kies gezichten',
    faces_alt: 'De foto, met een nummer naast elk gezicht. {faces}',
    face_option: '{number}: {place}',
    face_order: 'gezicht {position} van {count} vanaf links',
    place_left: 'links',
    place_middle: 'midden',
    place_right: 'rechts',
    place_top: 'boven',
    place_bottom: 'onder',
    size_large: 'groot',
    size_smaller: 'kleiner',
    cancel_started: 'Ik ben al met deze afbeelding begonnen, dus annuleren kan niet meer.',
    cancel_not_yours: 'Alleen wie om deze afbeelding heeft gevraagd, kan die annuleren.',

    answer_from_message: 'Uit het bericht van <@{user}>: {link}',
    answer_from_webhook: 'Uit dit bericht: {link}',
    answer_from_avatar: 'Uit de profielfoto van <@{user}>',
    button_older: '{count, plural, one {# jaar ouder} other {# jaar ouder}}',
    button_younger: '{count, plural, one {# jaar jonger} other {# jaar jonger}}',
    button_another_age: 'Andere leeftijd…',
    button_before_after: 'Voor/na',
    button_post: 'Hier plaatsen',
    button_posted: 'Geplaatst',
    answer_posted_by: 'Geplaatst door <@{user}>',
    permission_view: 'Kanaal bekijken',
    permission_send: 'Berichten verzenden',
    permission_send_in_threads: 'Berichten verzenden in threads',
    permission_embed: 'Links insluiten',
    permission_attach: 'Bestanden bijvoegen',
    button_delete: 'Verwijderen',
    button_report: 'Rapporteren',
    before_after_beside: 'Links: het origineel. Rechts: ongeveer {age} jaar oud.',
    before_after_stacked: 'Boven: het origineel. Onder: ongeveer {age} jaar oud.',
    before_after_alt: 'Twee afbeeldingen, waarvan één met het door AI bewerkte gezicht. {places}',

    age_choice_child: 'Kind ({age})',
    age_form_title: 'De leeftijd veranderen',
    age_form_age: 'Hoe oud moet het gezicht eruitzien?',
    age_form_range: 'In jaren, van {min} tot en met {max}',
    age_form_picture: 'Welke afbeelding?',
    age_form_numbered: 'Afbeelding {number}',

    help_intro: 'Ik verander de leeftijd van het gezicht op een foto.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Je hebt daarvoor de machtiging ‘{permission}’ nodig.',
    help_message: 'In het menu van een bericht (rechtsklik, of houd het ingedrukt): Apps → **{name}**.',
    help_user: 'In het menu van een persoon: Apps → **{name}**.',
    help_options:
      'Geef me een van deze opties: `{option_image}`, `{option_user}` (voor de profielfoto) of `{option_link}` (van een bericht). Met de optie `{option_private}` ziet alleen jij het antwoord.',
    help_others_private: 'Als je een foto van iemand anders gebruikt, ziet alleen jij het antwoord.',
    help_others_server:
      'Als je een foto van iemand anders gebruikt, ziet alleen jij het antwoord, tenzij de instellingen van deze server het openbaar maken.',
    help_buttons:
      'Knoppen onder elk antwoord: ouder, jonger, andere leeftijd, voor/na, verwijderen en rapporteren. **Hier plaatsen** laat iedereen een privéantwoord over je eigen foto zien.',
    help_dm: 'Hier kun je me ook gewoon schrijven: stuur een foto en dan een getal, zoals 60.',
    help_dm_link: 'Je kunt me ook een foto sturen in een privébericht.',
    help_installed:
      'Je hebt me aan je account toegevoegd, dus je kunt me op elke server, in elke groep en in elk privébericht gebruiken. Op servers die geen externe apps toestaan, ziet alleen jij mijn antwoorden.',
    help_data:
      'Je foto wordt voor de bewerking naar Ace Data Cloud gestuurd, en waarschijnlijk door naar Tencent Cloud. Ik bewaar alleen een versleutelde link ernaar, één dag lang.',
    help_language: 'Taal',
    help_language_discord: 'Zoals in Discord ingesteld',
    help_no_external_apps:
      'Je hebt in dit kanaal de machtiging ‘{permission}’ niet, dus alleen jij ziet mijn antwoorden hier.',
    permission_manage_server: 'Server beheren',
    permission_external_apps: 'Externe apps gebruiken',
    help_button_dm: 'Privéberichten openen',
    help_button_privacy: 'Privacy',
    help_button_support: 'Ondersteuning',

    dm_greeting:
      'Ik verander de leeftijd van een gezicht. Stuur me een foto en zeg hoe oud het eruit moet zien, van {min} tot en met {max}. Foto’s worden voor de bewerking naar Ace Data Cloud gestuurd, en waarschijnlijk door naar Tencent Cloud. Schrijf ‘stop’ om me ons gesprek te laten vergeten. Meer: `/{command_privacy}`.',
    report_title: '{reference} rapporteren',
    report_reason: 'Wat is er mis met deze afbeelding?',
    report_to_whom: 'De beheerders van deze bot zien je melding en je naam.',
    report_taken:
      'Bedankt. Je melding van afbeelding {reference} gaat naar de beheerders van deze bot. Als de afbeelding tegen de regels van Discord is, gebruik dan ook ‘Bericht rapporteren’ in het menu van het bericht.',

    privacy_photos:
      '**Je foto’s.** De foto’s die je me geeft, worden voor de bewerking naar Ace Data Cloud gestuurd, en waarschijnlijk door naar Tencent Cloud. Het resultaat kan daar een dag lang beschikbaar blijven. Ik bewaar geen foto als je je antwoord eenmaal hebt.',
    privacy_kept:
      '**Wat ik bewaar.** Voor de knoppen, versleuteld en 24 uur lang: de link naar de foto en de beschrijving ervan, uit wiens bericht die komt, en waar de gekozen gezichten erop staan. Voor onze privéberichten: bij welk bericht we waren, een dag lang, en dat ik me heb voorgesteld. Hoeveel afbeeldingen je vandaag hebt gehad. Je taal, tot 180 dagen lang. De dag van je eerste afbeelding, zonder je naam, tot 60 dagen na de laatste. Voor meldingen, 30 dagen lang: de referentie van elk antwoord en elke mislukte poging, en wie erom vroeg, waar, wanneer, voor welke leeftijd, uit wat voor bron en hoe het afliep, maar geen afbeelding en geen link. Je meldingen, 30 dagen lang.',
    privacy_opted_in:
      '**Anderen en jouw foto’s.** Anderen kunnen mijn menu’s en commando’s gebruiken bij je berichten en je profielfoto. Als je dat niet wilt, druk dan op de eerste knop.',
    privacy_opted_out:
      '**Anderen en jouw foto’s.** Ik bewerk je profielfoto en de foto’s in je berichten voor niemand anders dan jou.',
    privacy_copies:
      'Ik kan een foto van jou die iemand anders uploadt of doorstuurt, niet herkennen. Druk op ‘Rapporteren’ onder het antwoord, of gebruik `/{command_report}` met de referentie die daar staat.',
    privacy_deletion:
      '**Mijn gegevens verwijderen** werkt meteen en verwijdert ons gesprek, je taal, wat de knoppen nodig hebben en je tellers. Je keuze over anderen blijft bewaard, want verwijderen zou die ongedaan maken, en ook meldingen en de referenties daarvoor blijven. Afbeeldingen die nu worden gemaakt, krijg je nog.',
    button_opt_out: 'Mijn foto’s voor anderen blokkeren',
    button_opt_in: 'Mijn foto’s voor anderen vrijgeven',
    button_show_data: 'Mijn gegevens bekijken',
    data_shown: 'Dit is alles wat ik over je bewaar, behalve wachttijden, die binnen seconden aflopen.',
    button_delete_data: 'Mijn gegevens verwijderen',
    data_deleted:
      'Verwijderd: ons gesprek, je taal, wat de knoppen nodig hebben en je tellers. Bewaard: je keuze over anderen en jouw foto’s, meldingen en, 30 dagen lang, de referenties daarvoor. De afbeeldingen van vandaag tellen tot middernacht (UTC) nog mee voor de daglimiet, zonder je naam.',

    dm_help:
      'Stuur me een foto en zeg hoe oud het gezicht eruit moet zien, zoals ‘60’ of ‘10 jaar jonger’. Ik ga verder met dezelfde foto tot je een andere stuurt. Schrijf ‘stop’ om me die te laten vergeten.',
    dm_hello: 'Hoi! Stuur me een foto en zeg hoe oud het gezicht eruit moet zien, zoals ‘60’.',
    dm_welcome: 'Graag gedaan.',
    dm_how_old: 'Hoe oud moet het gezicht eruitzien?',
    dm_which: 'Welke van deze {count} foto’s?',
    dm_no_photo: 'Ik heb geen foto van je om mee verder te gaan. Stuur me er een.',
    dm_no_answer:
      'Ik heb hier geen afbeelding om te vergelijken. Stuur me een foto en zeg hoe oud het gezicht eruit moet zien.',
    dm_not_a_message:
      'Die foto is hier niet in een bericht gestuurd, dus je kunt er niet mee verdergaan door me te schrijven. Gebruik de knoppen onder het antwoord, of stuur me de foto.',
    dm_oldest: 'Ik kan een gezicht niet ouder dan {age} maken. Vraag om een lagere leeftijd.',
    dm_youngest: 'Ik kan een gezicht niet jonger dan {age} maken. Vraag om een hogere leeftijd.',
    dm_forgotten:
      'Ik ben ons gesprek vergeten: over welke foto het ging en wat de knoppen nodig hebben. De berichten blijven hier staan tot iemand ze verwijdert.',

    on: 'aan',
    off: 'uit',
    settings_head: 'De instellingen van deze server:',
    settings_changed: 'Opgeslagen. De instellingen van deze server zijn nu:',
    setting_default: '{setting} (standaard)',
    setting_own: '{setting} (hier ingesteld)',
    setting_limited: '{setting} (hier ingesteld, beperkt door de beheerder van de bot)',
    settings_more: 'Ga naar Serverinstellingen → Integraties om te kiezen wie welk commando waar kan gebruiken.',
    setting_cooldown: 'Minimale tijd tussen twee afbeeldingen: {count, plural, one {# seconde} other {# seconden}}',
    setting_quota: 'Afbeeldingen per dag: {pictures, number}',
    setting_no_quota: 'Afbeeldingen per dag: geen limiet',
    setting_min_age: 'Laagste leeftijd waar je om kunt vragen: {years}',
    setting_closed: 'Uitgeschakeld in: {channels}',
    setting_none_closed: 'Ingeschakeld in alle kanalen',
    setting_private: 'Antwoorden zijn standaard privé: {state}',
    setting_others_public: 'Antwoorden over foto’s van anderen mogen openbaar zijn: {state}',

    usage_yours:
      'Je hebt vandaag {used, number} van de {count, plural, one {# afbeelding} other {# afbeeldingen}} gebruikt; nog {left, number} over.',
    usage_yours_unlimited: 'Je hebt vandaag {count, plural, one {# afbeelding} other {# afbeeldingen}} gebruikt.',
    usage_server:
      'Deze server heeft vandaag {used, number} van de {count, plural, one {# afbeelding} other {# afbeeldingen}} gebruikt; nog {left, number} over.',
    usage_server_unlimited:
      'Deze server heeft vandaag {count, plural, one {# afbeelding} other {# afbeeldingen}} gebruikt.',
    usage_reset: 'De telling begint {when} opnieuw.',
  },

  reasons: {
    picture_not_a_picture: 'Ik kan dat bestand niet als afbeelding lezen. Stuur een foto als JPEG of PNG.',
    picture_empty: 'Dat bestand is leeg. Stuur de foto opnieuw.',
    picture_too_heavy: 'Die afbeelding is groter dan 25 MB. Stuur een kleinere versie.',
    picture_too_small: 'Die afbeelding is te klein: de kortste zijde moet minstens 64 pixels zijn. Stuur een grotere.',
    picture_too_narrow:
      'Die afbeelding is te lang en te smal. Snijd de foto bij rond het gezicht en stuur die opnieuw.',
    picture_too_many_pixels: 'Die afbeelding heeft meer dan 50 megapixels. Stuur een kleinere versie.',
    picture_needs_memory: 'Die afbeelding kost te veel geheugen om te openen. Stuur een kleinere versie.',
    picture_damaged: 'Die afbeelding is beschadigd en kan niet worden geopend. Stuur een andere versie.',
    picture_format_unsupported:
      'Ik kan geen afbeeldingen in het formaat {format} gebruiken. Stuur de foto als JPEG of PNG.',
    picture_gone: 'Ik kon die afbeelding niet downloaden van Discord. Stuur de foto opnieuw.',
    picture_too_slow: 'Het downloaden van die afbeelding gaat te langzaam. Sla de foto op en stuur die als bestand.',
    picture_unavailable: 'Ik kan die afbeelding nu niet downloaden van Discord. Probeer het over een minuut opnieuw.',
    picture_not_passed_on: 'Ik kon deze foto niet naar de beelddienst sturen. Probeer het over een minuut opnieuw.',
    pictures_unavailable:
      'Ik kan nu geen foto’s openen. De beheerder van de bot is op de hoogte. Probeer het later opnieuw.',
    picture_took_too_long: 'Het openen van die afbeelding duurde te lang. Stuur een kleinere of eenvoudigere versie.',

    message_without_picture: 'Ik heb geen afbeelding in dat bericht gevonden. Kies een bericht met een foto.',
    message_with_sticker: 'Ik kan geen stickers bewerken. Kies een bericht met een foto.',
    message_with_video: 'Ik kan geen video’s of bewegende GIF’s bewerken. Kies een bericht met een foto.',
    message_with_voice: 'Ik kan niets met spraakberichten. Kies een bericht met een foto.',
    message_with_poll: 'Ik kan niets met polls. Kies een bericht met een foto.',
    dm_sticker: 'Ik kan niets met stickers. Stuur me een foto.',
    dm_voice: 'Ik kan niets met spraakberichten. Stuur me een foto.',
    dm_poll: 'Ik kan niets met polls. Stuur me een foto.',
    dm_forwarded: 'Ik zie geen foto in het doorgestuurde bericht. Stuur me een foto.',
    dm_video: 'Ik kan geen video’s of bewegende GIF’s bewerken. Stuur me een foto.',
    dm_link: 'Ik zie geen afbeelding op die link. Sla de foto op en stuur hem me als bestand.',
    one_picture: 'Geef me precies een van deze drie opties: `{option_image}`, `{option_user}` of `{option_link}`.',
    message_hidden:
      'Discord laat me niet zien wat er in dat bericht staat. Gebruik Apps → **{menu_photo}** in het menu ervan, of upload de foto.',
    link_unreadable: 'Ik kan die link niet lezen. Kopieer de link van een bericht, of upload de foto.',
    link_other_host: 'Ik open alleen links naar Discord, niet naar `{host}`. Upload de foto in plaats daarvan.',
    link_not_a_picture:
      'Die link gaat niet naar een bericht, naar een bestand in een bericht of naar een profielfoto. Upload de foto in plaats daarvan.',
    link_file_unknown:
      'Ik kan het bericht met dat bestand niet vinden, dus ik weet niet van wie het is. Gebruik Apps → **{menu_photo}** in het menu van het bericht, of upload de foto.',
    link_other_server: 'Dat bericht staat op een andere server. Gebruik me daar, of upload de foto.',
    link_not_seen:
      'Ik kan dat bericht niet openen: het bestaat niet, of jij of ik heeft geen toegang tot het kanaal. Upload de foto.',
    link_age_restricted: 'Dat bericht staat in een kanaal met een leeftijdsbeperking. Gebruik me daar.',
    link_unread: 'Ik kon dat bericht nu niet lezen. Geef me de link over een minuut opnieuw, of upload de foto.',
    link_several_pictures:
      'Dat bericht heeft meerdere afbeeldingen. Gebruik Apps → **{menu_photo}** in het menu ervan om er een te kiezen.',
    user_without_avatar: 'Die persoon heeft geen profielfoto. Geef me een foto met /{command_age}.',
    target_forgotten: 'Ik weet niet meer over welke afbeelding dat ging. Open het menu opnieuw.',

    no_face_seen: 'Ik zie geen gezicht op deze foto. Probeer een foto van dichterbij, die rechtop staat.',
    photo_seems_sideways: 'Deze foto lijkt op zijn kant te liggen. Draai hem, of stuur er een die rechtop staat.',
    face_seems_small:
      'Het gezicht op deze foto is erg klein. Snijd de foto dichter bij het gezicht af, of probeer het toch.',
    which_face: 'Er zijn meerdere gezichten. Kies er een tot drie. Elk telt als één afbeelding.',

    age_out_of_range: 'De leeftijd moet een heel getal van {min} tot en met {max} zijn. Kies er een in dat bereik.',
    timeline_ages_wrong: 'Vul twee tot vijf leeftijden van {min} tot en met {max} in, zoals ‘20, 40, 60’.',
    cooldown: 'De vorige afbeelding hier is nog te kort geleden. Je kunt het {when} weer vragen.',
    paused: 'Je hebt meerdere bestanden gestuurd die ik niet kon gebruiken. Je kunt het {when} weer vragen.',
    quota_user: 'Je hebt al je afbeeldingen voor vandaag gebruikt. Je kunt het {when} weer vragen.',
    quota_guild: 'Deze server heeft al zijn afbeeldingen voor vandaag gebruikt. Je kunt het {when} weer vragen.',
    budget_spent: 'Deze bot heeft zijn limiet voor vandaag bereikt. Je kunt het {when} weer vragen.',
    budget_newcomers:
      'Veel mensen proberen me voor het eerst uit. De rest van de afbeeldingen van vandaag bewaar ik voor wie er al eerder was. Je kunt het {when} weer vragen.',
    too_busy: 'Er wachten nu te veel mensen. Probeer het {when} opnieuw.',
    channel_closed: 'Ik ben in dit kanaal uitgeschakeld. Gebruik een ander kanaal.',
    young_face_here:
      'Gezichten onder de 18 maak ik alleen waar ik kan zien dat het kanaal en de server geen leeftijdsbeperking hebben, en niet van foto’s die als spoiler zijn gemarkeerd. Kies 18 of meer.',
    only_in_servers: 'Dit werkt alleen op een server. Gebruik het daar.',
    setting_below_operator:
      'De beheerder van de bot heeft een minimum van {least, number} ingesteld. Kies dat of meer.',
    setting_above_operator:
      'De beheerder van de bot heeft een limiet van {most, number} per dag ingesteld. Kies dat of minder.',
    too_many_closed_channels:
      'Je kunt me hier in hoogstens {most} kanalen uitschakelen. Gebruik voor meer kanalen Serverinstellingen → Integraties.',
    cancelled: 'Geannuleerd. Het telt niet mee.',

    blocked:
      'Ik ben hier niet beschikbaar. Denk je dat dit een vergissing is, vraag het dan aan de beheerders van deze bot.',
    not_in_this_server:
      'Ik ben niet ingesteld voor deze server. Vraag de beheerders van deze bot om hem toe te voegen.',
    no_direct_messages: 'Ik neem geen privéberichten aan. Gebruik me op een server.',
    no_user_install: 'Ik werk alleen op servers die me hebben toegevoegd. Gebruik me op een daarvan.',
    subject_opted_out: 'Anderen mogen geen foto’s van deze persoon bewerken. Kies een andere foto.',
    reference_unknown:
      'Ik ken geen afbeelding van de laatste 30 dagen met die referentie. Controleer de referentie: die staat onder de afbeelding, zoals 7K2QF-9MXTB.',
    reported_already:
      'Je hebt deze afbeelding al bij de beheerders van deze bot gemeld. Als er meer te zeggen is, meld de afbeelding dan morgen opnieuw.',
    too_many_reports: 'Je hebt vandaag te veel meldingen gestuurd. Stuur de andere morgen.',

    no_face: 'Ik kon geen gezicht vinden op deze foto. Probeer een duidelijke foto met het gezicht naar de camera.',
    face_too_small:
      'Het gezicht op deze foto is te klein. Snijd de foto dichter bij het gezicht af en probeer het opnieuw.',
    face_cut_off: 'Het gezicht is aan de rand van de foto afgesneden. Gebruik een foto waar het hele gezicht op staat.',
    picture_refused: 'De beelddienst kon deze foto niet lezen. Sla hem op als JPEG en stuur hem opnieuw.',
    picture_unreachable: 'De beelddienst kon deze foto niet downloaden. Probeer het over een minuut opnieuw.',
    picture_too_large: 'Deze foto is te groot voor de beelddienst. Stuur een kleinere versie.',
    face_region_refused:
      'De beelddienst accepteerde de plaats van het gezicht op deze foto niet. Snijd de foto bij tot dat gezicht en stuur hem opnieuw.',
    picture_moderated: 'De beelddienst heeft deze foto geweigerd. Gebruik een andere.',

    rate_limited: 'Er zijn nu te veel aanvragen. Probeer het over een paar minuten opnieuw.',
    endpoint_unfunded:
      'Ik kan nu geen foto’s bewerken. De beheerder van de bot is op de hoogte. Probeer het later opnieuw.',
    endpoint_unauthorised:
      'Ik kan nu geen foto’s bewerken. De beheerder van de bot is op de hoogte. Probeer het later opnieuw.',
    endpoint_disabled:
      'Ik kan nu geen foto’s bewerken. De beheerder van de bot is op de hoogte. Probeer het later opnieuw.',
    endpoint_missing:
      'Ik kan nu geen foto’s bewerken. De beheerder van de bot is op de hoogte. Probeer het later opnieuw.',
    endpoint_rejected: 'De beelddienst accepteerde deze aanvraag niet. Probeer een andere foto.',
    endpoint_mismatched:
      'De beelddienst accepteerde deze aanvraag niet. Probeer het opnieuw, of gebruik een andere foto.',
    endpoint_forbidden:
      'De beelddienst heeft deze aanvraag geweigerd. Probeer het later opnieuw, of gebruik een andere foto.',
    endpoint_trouble: 'De beelddienst had een probleem met deze foto. Probeer het opnieuw, of gebruik een andere foto.',
    endpoint_unreachable: 'De beelddienst is nu niet bereikbaar. Probeer het over een paar minuten opnieuw.',
    endpoint_timeout: 'De beelddienst deed er te lang over. Probeer het opnieuw.',
    endpoint_lost: 'De verbinding met de beelddienst is verbroken. Probeer het opnieuw.',
    endpoint_out_of_order: 'De beelddienst is nu buiten werking. Probeer het later opnieuw.',
    endpoint_answer_invalid: 'De beelddienst stuurde een antwoord dat ik niet kan lezen. Probeer het opnieuw.',

    result_unavailable: 'Ik kon de voltooide afbeelding niet downloaden. Probeer het opnieuw.',
    result_too_heavy: 'De voltooide afbeelding is te groot om hier te plaatsen. Probeer een kleinere foto.',
    cannot_attach:
      'Ik mag hier geen afbeeldingen plaatsen. Vraag een admin om de machtiging ‘Bestanden bijvoegen’, of gebruik me in een privébericht.',
    upload_failed: 'De afbeelding is klaar, maar Discord accepteerde die niet. Probeer het over een minuut opnieuw.',

    answer_forgotten: 'Ik heb de link naar die foto niet meer. Geef me de foto opnieuw met /{command_age}.',
    answer_not_yours:
      'Alleen wie om deze afbeelding heeft gevraagd, kan ermee verdergaan. Gebruik voor een eigen foto /{command_age}, of Apps → {menu_photo} in het menu van een bericht.',
    posted_already: 'Ik heb deze afbeelding hier al geplaatst.',
    not_yours_to_post: 'Ik plaats alleen afbeeldingen die van je eigen foto of profielfoto zijn gemaakt.',
    bot_may_not_post:
      'Ik kan hier niets plaatsen. Vraag een admin om me in dit kanaal deze machtiging te geven: {permission}.',
    person_may_not_post:
      'Je kunt hier geen afbeeldingen plaatsen. Je hebt in dit kanaal deze machtiging nodig: {permission}.',
    answer_not_yours_to_delete:
      'Alleen wie om deze afbeelding heeft gevraagd, de eigenaar van het origineel en moderators kunnen die verwijderen. Vraag het aan een van hen.',

    too_fast: 'Dat gaat me te snel. Je kunt het {when} opnieuw proberen.',
    too_fast_dm: 'Dat gaat me te snel. Wacht een minuut en schrijf dan opnieuw.',
    one_at_a_time: 'Ik ben nog bezig met je vorige aanvraag. Probeer het opnieuw als die klaar is.',

    storage_down: 'Mijn database is niet beschikbaar. Probeer het over een paar minuten opnieuw.',
    restarting: 'Ik start opnieuw op. Probeer het over een paar seconden opnieuw.',
    too_late: 'Dit duurde langer dan Discord toestaat. Probeer het opnieuw.',
    unknown_command: 'Ik heb dit commando niet meer. Start Discord opnieuw om de nieuwe te zien.',
    unknown_control: 'Deze knop is van een oudere versie van mij. Vraag het opnieuw met /{command_age}.',
    internal: 'Er ging iets mis aan mijn kant. Probeer het over een minuut opnieuw.',
  },
};
