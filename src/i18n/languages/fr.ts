import type { Catalogue } from '../catalogue.ts';

/** French, with "tu", as in Discord. */
export const sentences: Catalogue = {
  sameAsEnglish: { help_button_support: 'The French word.' },

  texts: {
    answer_title: 'Environ {age} ans',
    answer_footer: 'Modifié par IA · {reference}',
    answer_alt: 'Visage modifié par IA pour paraître environ {age} ans',
    answer_alt_described: '{alt}. L’original : {description}',
    working: 'J’y travaille…',
    place_next: 'C’est bientôt ton tour. Je commence {when}.',
    place_later: 'Tu es numéro {position} dans la file. Début prévu : {when}.',
    step: '{done} images sur {of} sont prêtes. Chacune compte pour une image.',
    timeline_title: 'D’environ {first} à environ {last} ans',
    timeline_partial: 'Seulement {made} images sur {of} ont pu être faites.',
    timeline_original: 'La première image est l’original.',
    timeline_alt: 'L’original, puis le visage modifié par IA pour paraître environ {ages} ans',
    button_cancel: 'Annuler',
    failure_reference: 'Référence : {reference}',
    button_try_again: 'Réessayer',
    button_try_anyway: 'Essayer quand même',
    button_turn_left: 'Tourner à gauche',
    button_turn_right: 'Tourner à droite',
    button_largest_face: 'Le plus grand visage',
    choose_faces: 'Choisis les visages',
    faces_alt: 'La photo, avec un numéro à côté de chaque visage. {faces}',
    face_option: '{number} : {place}',
    face_order: 'visage {position} sur {count} en partant de la gauche',
    place_left: 'à gauche',
    place_middle: 'au milieu',
    place_right: 'à droite',
    place_top: 'en haut',
    place_bottom: 'en bas',
    size_large: 'grand',
    size_smaller: 'plus petit',
    cancel_started: 'J’ai déjà commencé cette image, tu ne peux donc plus l’annuler.',
    cancel_not_yours: 'Seule la personne qui a demandé cette image peut l’annuler.',

    answer_from_message: 'À partir du message de <@{user}> : {link}',
    answer_from_webhook: 'À partir de ce message : {link}',
    answer_from_avatar: 'À partir de la photo de profil de <@{user}>',
    button_older: '{count, plural, one {# an de plus} many {# d’ans de plus} other {# ans de plus}}',
    button_younger: '{count, plural, one {# an de moins} many {# d’ans de moins} other {# ans de moins}}',
    button_another_age: 'Autre âge…',
    button_before_after: 'Avant/après',
    button_post: 'Publier ici',
    button_posted: 'Publié',
    answer_posted_by: 'Publié par <@{user}>',
    permission_view: 'Voir le salon',
    permission_send: 'Envoyer des messages',
    permission_send_in_threads: 'Envoyer des messages dans les fils',
    permission_embed: 'Intégrer des liens',
    permission_attach: 'Joindre des fichiers',
    button_delete: 'Supprimer',
    button_report: 'Signaler',
    before_after_beside: 'À gauche : l’original. À droite : environ {age} ans.',
    before_after_stacked: 'En haut : l’original. En bas : environ {age} ans.',
    before_after_alt: 'Deux images, dont l’une montre le visage modifié par IA. {places}',

    age_choice_child: 'Enfant ({age})',
    age_form_title: 'Changer l’âge',
    age_form_age: 'Quel âge doit paraître le visage ?',
    age_form_range: 'En années, de {min} à {max}',
    age_form_picture: 'Quelle image ?',
    age_form_numbered: 'Image {number}',

    help_intro: 'Je change l’âge du visage sur une photo.',
    help_command: '`/{name}` : {description}.',
    help_command_needs: '`/{name}` : {description}. Il te faut la permission « {permission} ».',
    help_message: 'Dans le menu d’un message (clic droit ou appui long) : Applications → **{name}**.',
    help_user: 'Dans le menu d’une personne : Applications → **{name}**.',
    help_options:
      'Donne-moi une de ces options : `{option_image}`, `{option_user}` (pour sa photo de profil) ou `{option_link}` (d’un message). Avec l’option `{option_private}`, tu es la seule personne à voir la réponse.',
    help_others_private: 'Si tu utilises l’image de quelqu’un d’autre, tu es la seule personne à voir la réponse.',
    help_others_server:
      'Si tu utilises l’image de quelqu’un d’autre, tu es la seule personne à voir la réponse, sauf si les paramètres de ce serveur la rendent publique.',
    help_buttons:
      'Boutons sous chaque réponse : plus vieux, plus jeune, autre âge, avant/après, supprimer et signaler. **Publier ici** montre à tout le monde une réponse privée sur ta propre image.',
    help_dm: 'Ici, tu peux aussi simplement m’écrire : envoie une photo, puis un nombre, par exemple 60.',
    help_dm_link: 'Tu peux aussi m’envoyer une photo en message privé.',
    help_installed:
      'Tu m’as ajouté à ton compte, tu peux donc m’utiliser sur n’importe quel serveur, dans n’importe quel groupe ou message privé. Sur les serveurs qui n’autorisent pas les applications externes, tu es la seule personne à voir mes réponses.',
    help_data:
      'Pour être modifiée, ta photo est envoyée à Ace Data Cloud, et probablement ensuite à Tencent Cloud. Je n’en garde qu’un lien chiffré, pendant un jour.',
    help_language: 'Langue',
    help_language_discord: 'Comme dans Discord',
    help_no_external_apps:
      'Tu n’as pas la permission « {permission} » dans ce salon, tu es donc la seule personne à voir mes réponses ici.',
    permission_manage_server: 'Gérer le serveur',
    permission_external_apps: 'Utiliser des applications externes',
    help_button_dm: 'Ouvrir les messages privés',
    help_button_privacy: 'Confidentialité',
    help_button_support: 'Support',

    dm_greeting:
      'Je change l’âge d’un visage. Envoie-moi une photo et dis-moi quel âge il doit paraître, de {min} à {max}. Pour être modifiées, les photos sont envoyées à Ace Data Cloud, et probablement ensuite à Tencent Cloud. Écris « stop » pour que j’oublie notre conversation. Plus d’infos : `/{command_privacy}`.',
    report_title: 'Signaler {reference}',
    report_reason: 'Quel est le problème avec cette image ?',
    report_to_whom: 'Les responsables de ce bot voient ton signalement et ton nom.',
    report_taken:
      'Merci. Ton signalement de l’image {reference} est transmis aux responsables de ce bot. Si l’image enfreint les règles de Discord, utilise aussi « Signaler le message » dans le menu du message.',

    privacy_photos:
      '**Tes photos.** Pour être modifiées, les photos que tu me donnes sont envoyées à Ace Data Cloud, et probablement ensuite à Tencent Cloud. Le résultat peut y rester disponible pendant un jour. Je ne garde aucune photo une fois que tu as ta réponse.',
    privacy_kept:
      '**Ce que je garde.** Pour les boutons, chiffrés et pendant 24 heures : le lien vers la photo et sa description, de qui vient le message, et où se trouvent les visages choisis. Pour nos messages privés : à quel message nous en étions, pendant un jour, et le fait que je me suis présenté. Combien d’images tu as eues aujourd’hui. Ta langue, pendant 180 jours au plus. Le jour de ta première image, sans ton nom, jusqu’à 60 jours après la dernière. Pour les signalements, pendant 30 jours : la référence de chaque réponse ou échec, et qui l’a demandée, où, quand, pour quel âge, à partir de quel type de source et avec quel résultat, mais ni image ni lien. Tes signalements, pendant 30 jours.',
    privacy_opted_in:
      '**Les autres et tes images.** Les autres peuvent utiliser mes menus et mes commandes sur tes messages et ta photo de profil. Si tu ne le veux pas, appuie sur le premier bouton.',
    privacy_opted_out:
      '**Les autres et tes images.** Je ne modifie ta photo de profil et les images de tes messages pour personne d’autre que toi.',
    privacy_copies:
      'Je ne peux pas reconnaître une photo de toi que quelqu’un d’autre envoie ou transfère. Appuie sur « Signaler » sous la réponse, ou utilise `/{command_report}` avec la référence qui y figure.',
    privacy_deletion:
      '**Supprimer mes données** agit tout de suite et supprime notre conversation, ta langue, ce dont les boutons ont besoin et tes compteurs. Ton choix concernant les autres est gardé, car le supprimer l’annulerait, de même que les signalements et leurs références. Tu reçois quand même les images en cours.',
    button_opt_out: 'Interdire mes images aux autres',
    button_opt_in: 'Autoriser mes images aux autres',
    button_show_data: 'Voir mes données',
    data_shown: 'Voici tout ce que je garde sur toi, sauf les temps d’attente, qui se terminent en quelques secondes.',
    button_delete_data: 'Supprimer mes données',
    data_deleted:
      'Supprimé : notre conversation, ta langue, ce dont les boutons ont besoin et tes compteurs. Gardé : ton choix concernant les autres et tes images, les signalements et, pendant 30 jours, leurs références. Les images d’aujourd’hui comptent encore dans la limite du jour jusqu’à minuit (UTC), sans ton nom.',

    dm_help:
      'Envoie-moi une photo et dis-moi quel âge le visage doit paraître, par exemple « 60 » ou « 10 ans de moins ». Je continue avec la même photo jusqu’à ce que tu en envoies une autre. Écris « stop » pour que je l’oublie.',
    dm_hello: 'Salut ! Envoie-moi une photo et dis-moi quel âge le visage doit paraître, par exemple « 60 ».',
    dm_welcome: 'Avec plaisir.',
    dm_how_old: 'Quel âge doit paraître le visage ?',
    dm_which: 'Laquelle de ces {count} photos ?',
    dm_no_photo: 'Je n’ai pas de photo de toi avec laquelle continuer. Envoie-m’en une.',
    dm_no_answer:
      'Je n’ai pas d’image à comparer ici. Envoie-moi une photo et dis-moi quel âge le visage doit paraître.',
    dm_not_a_message:
      'Cette photo n’a pas été envoyée dans un message ici, tu ne peux donc pas continuer en m’écrivant. Utilise les boutons sous la réponse, ou envoie-moi la photo.',
    dm_oldest: 'Je ne peux pas donner plus de {age} ans à un visage. Demande un âge moins élevé.',
    dm_youngest: 'Je ne peux pas donner moins de {age} ans à un visage. Demande un âge plus élevé.',
    dm_forgotten:
      'J’ai oublié notre conversation : de quelle photo il s’agissait et ce dont les boutons ont besoin. Les messages restent ici jusqu’à ce que quelqu’un les supprime.',

    on: 'activé',
    off: 'désactivé',
    settings_head: 'Les paramètres de ce serveur :',
    settings_changed: 'Enregistré. Les paramètres de ce serveur sont maintenant :',
    setting_default: '{setting} (par défaut)',
    setting_own: '{setting} (défini ici)',
    setting_limited: '{setting} (défini ici, limité par les responsables du bot)',
    settings_more:
      'Pour choisir qui peut utiliser quelle commande, et où, va dans Paramètres du serveur → Intégrations.',
    setting_cooldown:
      'Temps minimum entre deux images : {count, plural, one {# seconde} many {# de secondes} other {# secondes}}',
    setting_quota: 'Images par jour : {pictures, number}',
    setting_no_quota: 'Images par jour : sans limite',
    setting_min_age: 'Âge le plus jeune que l’on peut demander : {years}',
    setting_closed: 'Désactivé dans : {channels}',
    setting_none_closed: 'Activé dans tous les salons',
    setting_private: 'Réponses privées par défaut : {state}',
    setting_others_public: 'Réponses publiques autorisées pour l’image de quelqu’un d’autre : {state}',

    usage_yours:
      'Tu as utilisé {used, number} de tes {count, plural, one {# image} many {# d’images} other {# images}} aujourd’hui ; il t’en reste {left, number}.',
    usage_yours_unlimited:
      'Tu as utilisé {count, plural, one {# image} many {# d’images} other {# images}} aujourd’hui.',
    usage_server:
      'Ce serveur a utilisé {used, number} de ses {count, plural, one {# image} many {# d’images} other {# images}} aujourd’hui ; il en reste {left, number}.',
    usage_server_unlimited:
      'Ce serveur a utilisé {count, plural, one {# image} many {# d’images} other {# images}} aujourd’hui.',
    usage_reset: 'Le compteur repart à zéro {when}.',
  },

  reasons: {
    picture_not_a_picture: 'Je ne peux pas lire ce fichier comme une image. Envoie une photo en JPEG ou PNG.',
    picture_empty: 'Ce fichier est vide. Envoie la photo à nouveau.',
    picture_too_heavy: 'Cette image dépasse 25 Mo. Envoie une copie plus petite.',
    picture_too_small:
      'Cette image est trop petite : son côté le plus court doit faire au moins 64 pixels. Envoies-en une plus grande.',
    picture_too_narrow: 'Cette image est trop longue et étroite. Recadre-la autour du visage et renvoie-la.',
    picture_too_many_pixels: 'Cette image dépasse 50 mégapixels. Envoie une copie plus petite.',
    picture_needs_memory: 'Il faut trop de mémoire pour ouvrir cette image. Envoie une copie plus petite.',
    picture_damaged: 'Cette image est endommagée et je ne peux pas l’ouvrir. Envoie une autre copie.',
    picture_format_unsupported: 'Je ne peux pas utiliser d’images au format {format}. Envoie la photo en JPEG ou PNG.',
    picture_gone: 'Je n’ai pas pu télécharger cette image depuis Discord. Envoie-la à nouveau.',
    picture_too_slow: 'Cette image se télécharge trop lentement. Enregistre-la et envoie-la comme fichier.',
    picture_unavailable:
      'Je ne peux pas télécharger cette image depuis Discord pour le moment. Réessaie dans une minute.',
    picture_not_passed_on: 'Je n’ai pas pu envoyer cette photo au service d’images. Réessaie dans une minute.',
    pictures_unavailable:
      'Je ne peux pas ouvrir de photos pour le moment. Les responsables du bot sont au courant. Réessaie plus tard.',
    picture_took_too_long:
      'L’ouverture de cette image a pris trop de temps. Envoie une copie plus petite ou plus simple.',

    message_without_picture: 'Je n’ai pas trouvé d’image dans ce message. Choisis un message avec une photo.',
    message_with_sticker: 'Je ne peux pas modifier les autocollants. Choisis un message avec une photo.',
    message_with_video: 'Je ne peux pas modifier les vidéos ni les GIF animés. Choisis un message avec une photo.',
    message_with_voice: 'Je ne peux pas utiliser les messages vocaux. Choisis un message avec une photo.',
    message_with_poll: 'Je ne peux pas utiliser les sondages. Choisis un message avec une photo.',
    dm_sticker: 'Je ne peux pas utiliser les autocollants. Envoie-moi une photo.',
    dm_voice: 'Je ne peux pas utiliser les messages vocaux. Envoie-moi une photo.',
    dm_poll: 'Je ne peux pas utiliser les sondages. Envoie-moi une photo.',
    dm_forwarded: 'Je ne vois pas de photo dans le message transféré. Envoie-moi une photo.',
    dm_video: 'Je ne peux pas modifier les vidéos ni les GIF animés. Envoie-moi une photo.',
    dm_link: 'Je ne vois pas d’image à ce lien. Enregistre la photo et envoie-la-moi comme fichier.',
    one_picture: 'Donne-moi une seule de ces trois options : `{option_image}`, `{option_user}` ou `{option_link}`.',
    message_hidden:
      'Discord ne me montre pas ce que contient ce message. Utilise Applications → **{menu_photo}** dans son menu, ou envoie la photo.',
    link_unreadable: 'Je ne peux pas lire ce lien. Copie le lien d’un message, ou envoie la photo.',
    link_other_host: 'J’ouvre seulement les liens vers Discord, pas vers `{host}`. Envoie plutôt la photo.',
    link_not_a_picture:
      'Ce lien ne mène ni à un message, ni à un fichier dans un message, ni à une photo de profil. Envoie plutôt la photo.',
    link_file_unknown:
      'Je ne trouve pas le message avec ce fichier, je ne sais donc pas à qui il est. Utilise Applications → **{menu_photo}** dans le menu du message, ou envoie la photo.',
    link_other_server: 'Ce message est sur un autre serveur. Utilise-moi là-bas, ou envoie la photo.',
    link_not_seen:
      'Je ne peux pas ouvrir ce message : il n’existe pas, ou toi ou moi n’avons pas accès à son salon. Envoie la photo.',
    link_age_restricted: 'Ce message est dans un salon soumis à une limite d’âge. Utilise-moi là-bas.',
    link_unread:
      'Je n’ai pas pu lire ce message pour le moment. Redonne-moi le lien dans une minute, ou envoie la photo.',
    link_several_pictures:
      'Ce message a plusieurs images. Utilise Applications → **{menu_photo}** dans son menu pour en choisir une.',
    user_without_avatar: 'Cette personne n’a pas de photo de profil. Donne-moi une photo avec /{command_age}.',
    target_forgotten: 'Je ne sais plus de quelle image il s’agissait. Rouvre le menu.',

    no_face_seen: 'Je ne vois pas de visage sur cette photo. Essaie avec une photo plus proche et à l’endroit.',
    photo_seems_sideways: 'Cette photo semble être sur le côté. Tourne-la, ou envoies-en une à l’endroit.',
    face_seems_small: 'Le visage sur cette photo est très petit. Recadre-la plus près, ou essaie quand même.',
    which_face: 'Il y a plusieurs visages. Choisis-en un à trois. Chacun compte pour une image.',

    age_out_of_range: 'L’âge doit être un nombre entier de {min} à {max}. Choisis une valeur dans cette plage.',
    timeline_ages_wrong: 'Saisis deux à cinq âges de {min} à {max}, par exemple « 20, 40, 60 ».',
    cooldown: 'C’est trop tôt après la dernière image ici. Tu peux redemander {when}.',
    paused: 'Tu as envoyé plusieurs fichiers que je ne pouvais pas utiliser. Tu peux redemander {when}.',
    quota_user: 'Tu as utilisé toutes tes images pour aujourd’hui. Tu peux redemander {when}.',
    quota_guild: 'Ce serveur a utilisé toutes ses images pour aujourd’hui. Tu peux redemander {when}.',
    budget_spent: 'Ce bot a atteint sa limite pour aujourd’hui. Tu peux redemander {when}.',
    budget_newcomers:
      'Beaucoup de monde m’essaie pour la première fois, et je garde les images qui restent aujourd’hui pour les personnes déjà venues. Tu peux redemander {when}.',
    too_busy: 'Trop de personnes attendent en ce moment. Réessaie {when}.',
    channel_closed: 'On m’a désactivé dans ce salon. Utilise un autre salon.',
    young_face_here:
      'Je ne fais des visages de moins de 18 ans que là où je vois que ni le salon ni le serveur ne sont soumis à une limite d’âge, et pas à partir de photos marquées comme spoilers. Choisis 18 ans ou plus.',
    only_in_servers: 'Cela ne marche que sur un serveur. Utilise-le là-bas.',
    setting_below_operator:
      'Les responsables du bot ont fixé un minimum de {least, number}. Choisis cette valeur ou plus.',
    setting_above_operator:
      'Les responsables du bot ont fixé une limite de {most, number} par jour. Choisis cette valeur ou moins.',
    too_many_closed_channels:
      'Tu peux me désactiver dans {most} salons au plus ici. Pour en désactiver d’autres, va dans Paramètres du serveur → Intégrations.',
    cancelled: 'Annulé. Cela ne compte pas.',

    blocked: 'Je ne suis pas disponible ici. Si tu penses que c’est une erreur, demande aux responsables de ce bot.',
    not_in_this_server: 'Je ne suis pas configuré pour ce serveur. Demande aux responsables de ce bot de l’ajouter.',
    no_direct_messages: 'Je n’accepte pas les messages privés. Utilise-moi sur un serveur.',
    no_user_install: 'Je marche seulement sur les serveurs qui m’ont ajouté. Utilise-moi sur l’un d’eux.',
    subject_opted_out: 'Cette personne ne veut pas que d’autres modifient ses images. Choisis une autre photo.',
    reference_unknown:
      'Je ne connais aucune image des 30 derniers jours avec cette référence. Vérifie-la : elle est affichée sous l’image, par exemple 7K2QF-9MXTB.',
    reported_already:
      'Tu as déjà signalé cette image aux responsables de ce bot. S’il y a autre chose à dire, signale-la à nouveau demain.',
    too_many_reports: 'Tu as envoyé trop de signalements aujourd’hui. Envoie les autres demain.',

    no_face:
      'Je n’ai pas trouvé de visage sur cette photo. Essaie avec une photo nette où le visage est tourné vers l’objectif.',
    face_too_small: 'Le visage sur cette photo est trop petit. Recadre-la plus près et réessaie.',
    face_cut_off: 'Le visage est coupé au bord de la photo. Utilise une photo où on le voit en entier.',
    picture_refused: 'Le service d’images n’a pas pu lire cette photo. Enregistre-la en JPEG et renvoie-la.',
    picture_unreachable: 'Le service d’images n’a pas pu télécharger cette photo. Réessaie dans une minute.',
    picture_too_large: 'Cette photo est trop grande pour le service d’images. Envoie une copie plus petite.',
    face_region_refused:
      'Le service d’images n’a pas accepté la position du visage sur cette photo. Recadre la photo sur ce visage et renvoie-la.',
    picture_moderated: 'Le service d’images a refusé cette photo. Utilises-en une autre.',

    rate_limited: 'Trop de demandes en ce moment. Réessaie dans quelques minutes.',
    endpoint_unfunded:
      'Je ne peux pas modifier de photos pour le moment. Les responsables du bot sont au courant. Réessaie plus tard.',
    endpoint_unauthorised:
      'Je ne peux pas modifier de photos pour le moment. Les responsables du bot sont au courant. Réessaie plus tard.',
    endpoint_disabled:
      'Je ne peux pas modifier de photos pour le moment. Les responsables du bot sont au courant. Réessaie plus tard.',
    endpoint_missing:
      'Je ne peux pas modifier de photos pour le moment. Les responsables du bot sont au courant. Réessaie plus tard.',
    endpoint_rejected: 'Le service d’images n’a pas accepté cette demande. Essaie avec une autre photo.',
    endpoint_mismatched: 'Le service d’images n’a pas accepté cette demande. Réessaie, ou utilise une autre photo.',
    endpoint_forbidden: 'Le service d’images a refusé cette demande. Réessaie plus tard, ou utilise une autre photo.',
    endpoint_trouble: 'Le service d’images a eu un problème avec cette photo. Réessaie, ou utilise une autre photo.',
    endpoint_unreachable: 'Le service d’images est injoignable en ce moment. Réessaie dans quelques minutes.',
    endpoint_timeout: 'Le service d’images a mis trop de temps. Réessaie.',
    endpoint_lost: 'La connexion au service d’images a été perdue. Réessaie.',
    endpoint_out_of_order: 'Le service d’images est en panne en ce moment. Réessaie plus tard.',
    endpoint_answer_invalid: 'Le service d’images a envoyé une réponse que je ne peux pas lire. Réessaie.',

    result_unavailable: 'Je n’ai pas pu télécharger l’image terminée. Réessaie.',
    result_too_heavy: 'L’image terminée est trop lourde pour être publiée ici. Essaie avec une photo plus petite.',
    cannot_attach:
      'Je n’ai pas le droit de publier des images ici. Demande à un admin la permission « Joindre des fichiers », ou utilise-moi en message privé.',
    upload_failed: 'L’image est prête, mais Discord ne l’a pas acceptée. Réessaie dans une minute.',

    answer_forgotten: 'Je n’ai plus le lien vers cette photo. Redonne-moi la photo avec /{command_age}.',
    answer_not_yours:
      'Seule la personne qui a demandé cette image peut continuer avec elle. Pour une photo à toi, utilise /{command_age}, ou Applications → {menu_photo} dans le menu d’un message.',
    posted_already: 'J’ai déjà publié cette image ici.',
    not_yours_to_post: 'Je ne publie que les images faites à partir de ta propre photo ou photo de profil.',
    bot_may_not_post:
      'Je ne peux pas publier ici. Demande à un admin de me donner cette permission dans ce salon : {permission}.',
    person_may_not_post:
      'Tu ne peux pas publier d’images ici. Il te faut cette permission dans ce salon : {permission}.',
    answer_not_yours_to_delete:
      'Seules la personne qui a demandé cette image, celle à qui appartient l’originale et l’équipe de modération peuvent la supprimer. Adresse-toi à l’une d’elles.',

    too_fast: 'C’est trop rapide pour moi. Tu peux réessayer {when}.',
    too_fast_dm: 'C’est trop rapide pour moi. Attends une minute, puis écris à nouveau.',
    one_at_a_time: 'Je travaille encore sur ta dernière demande. Réessaie quand elle sera terminée.',

    storage_down: 'Ma base de données est indisponible. Réessaie dans quelques minutes.',
    restarting: 'Je redémarre. Réessaie dans quelques secondes.',
    too_late: 'Cela a pris plus de temps que Discord ne le permet. Réessaie.',
    unknown_command: 'Je n’ai plus cette commande. Redémarre Discord pour voir les nouvelles.',
    unknown_control: 'Ce bouton vient d’une ancienne version de moi. Redemande avec /{command_age}.',
    internal: 'Quelque chose s’est mal passé de mon côté. Réessaie dans une minute.',
  },
};
