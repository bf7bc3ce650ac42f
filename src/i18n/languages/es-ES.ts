import type { Catalogue } from '../catalogue.ts';

/** Spanish of Spain, with "tú", as Discord's own. */
export const sentences: Catalogue = {
  texts: {
    answer_title: 'Unos {age} años',
    answer_footer: 'Modificada con IA · {reference}',
    answer_alt: 'Cara modificada con IA para aparentar unos {age} años',
    answer_alt_described: '{alt}. El original: {description}',
    working: 'Estoy en ello…',
    place_next: 'Ahora te toca a ti. Empezaré {when}.',
    place_later: 'Estás en el puesto {position} de la cola. Inicio estimado: {when}.',
    step: 'Imágenes listas: {done} de {of}. Cada una cuenta como una imagen.',
    timeline_title: 'De unos {first} a unos {last} años',
    timeline_partial: 'Imágenes creadas: solo {made} de {of}.',
    timeline_original: 'La primera imagen es el original.',
    timeline_alt: 'El original y, después, la cara modificada con IA para aparentar unos {ages} años',
    button_cancel: 'Cancelar',
    failure_reference: 'Referencia: {reference}',
    button_try_again: 'Intentar de nuevo',
    button_try_anyway: 'Probar de todos modos',
    button_turn_left: 'Girar a la izquierda',
    button_turn_right: 'Girar a la derecha',
    button_largest_face: 'La cara más grande',
    choose_faces: 'Elige caras',
    faces_alt: 'La foto, con un número junto a cada cara. {faces}',
    face_option: '{number}: {place}',
    face_order: 'cara {position} de {count} desde la izquierda',
    place_left: 'izquierda',
    place_middle: 'centro',
    place_right: 'derecha',
    place_top: 'arriba',
    place_bottom: 'abajo',
    size_large: 'grande',
    size_smaller: 'más pequeña',
    cancel_started: 'Ya he empezado esta imagen, así que no puedes cancelarla.',
    cancel_not_yours: 'Solo quien ha pedido esta imagen puede cancelarla.',

    answer_from_message: 'Del mensaje de <@{user}>: {link}',
    answer_from_webhook: 'De este mensaje: {link}',
    answer_from_avatar: 'De la foto de perfil de <@{user}>',
    button_older: '{count, plural, one {# año más} many {# de años más} other {# años más}}',
    button_younger: '{count, plural, one {# año menos} many {# de años menos} other {# años menos}}',
    button_another_age: 'Otra edad…',
    button_before_after: 'Antes/después',
    button_post: 'Publicar aquí',
    button_posted: 'Publicada',
    answer_posted_by: 'Publicada por <@{user}>',
    permission_view: 'Ver canal',
    permission_send: 'Enviar mensajes',
    permission_send_in_threads: 'Enviar mensajes en hilos',
    permission_embed: 'Insertar enlaces',
    permission_attach: 'Adjuntar archivos',
    button_delete: 'Eliminar',
    button_report: 'Denunciar',
    before_after_beside: 'Izquierda: el original. Derecha: unos {age} años.',
    before_after_stacked: 'Arriba: el original. Abajo: unos {age} años.',
    before_after_alt: 'Dos imágenes, una con la cara modificada con IA. {places}',

    age_choice_child: 'Infancia ({age})',
    age_form_title: 'Cambiar la edad',
    age_form_age: '¿Qué edad debe aparentar la cara?',
    age_form_range: 'En años, de {min} a {max}',
    age_form_picture: '¿Qué imagen?',
    age_form_numbered: 'Imagen {number}',

    help_intro: 'Cambio la edad de la cara de una foto.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Necesitas el permiso “{permission}”.',
    help_message: 'En el menú de un mensaje (clic derecho o mantener pulsado): Aplicaciones → **{name}**.',
    help_user: 'En el menú de una persona: Aplicaciones → **{name}**.',
    help_options:
      'Elige `{option_image}`, `{option_user}` (para su foto de perfil) o `{option_link}` (de un mensaje). Con `{option_private}: True`, solo tú ves la respuesta.',
    help_others_private: 'Si usas una imagen de otra persona, solo tú ves la respuesta.',
    help_others_server:
      'Si usas una imagen de otra persona, solo tú ves la respuesta, salvo que los ajustes de este servidor la hagan pública.',
    help_buttons:
      'Botones debajo de cada respuesta: más años, menos años, otra edad, antes/después, eliminar y denunciar. **Publicar aquí** enseña a todo el mundo una respuesta privada sobre tu propia imagen.',
    help_dm: 'Aquí también puedes escribirme sin más: envía una foto y luego un número, como 60.',
    help_dm_link: 'También puedes enviarme una foto por mensaje directo.',
    help_installed:
      'Me has añadido a tu cuenta, así que puedes usarme en cualquier servidor, grupo o mensaje directo. En los servidores que no permiten aplicaciones externas, solo tú ves mis respuestas.',
    help_data:
      'Para modificarla, tu foto se envía a Ace Data Cloud y, probablemente, de ahí a Tencent Cloud. Yo solo guardo un enlace cifrado a ella, durante un día.',
    help_language: 'Idioma',
    help_language_discord: 'El mismo que en Discord',
    help_no_external_apps:
      'No tienes el permiso “{permission}” en este canal, así que aquí solo tú ves mis respuestas.',
    permission_manage_server: 'Gestionar servidor',
    permission_external_apps: 'Usar aplicaciones externas',
    help_button_dm: 'Abrir mensajes directos',
    help_button_privacy: 'Privacidad',
    help_button_support: 'Soporte',

    dm_greeting:
      'Cambio la edad de una cara. Envíame una foto y dime qué edad debe aparentar, de {min} a {max}. Para modificarlas, las fotos se envían a Ace Data Cloud y, probablemente, de ahí a Tencent Cloud. Escribe “stop” para que olvide nuestra conversación. Más información: `/{command_privacy}`.',
    report_title: 'Denunciar {reference}',
    report_reason: '¿Qué problema hay con esta imagen?',
    report_to_whom: 'Quienes gestionan este bot verán tu denuncia y tu nombre.',
    report_taken:
      'Gracias. Tu denuncia de la imagen {reference} les llega a quienes gestionan este bot. Si la imagen incumple las normas de Discord, usa también “Denunciar mensaje” en el menú del mensaje.',

    privacy_photos:
      '**Tus fotos.** Para modificarlas, las fotos que me das se envían a Ace Data Cloud y, probablemente, de ahí a Tencent Cloud. El resultado puede seguir disponible allí durante un día. Yo no conservo ninguna foto una vez que tienes tu respuesta.',
    privacy_kept:
      '**Qué guardo.** Para los botones, de forma cifrada y durante 24 horas: el enlace a la foto y su descripción, de quién es el mensaje y en qué parte de la foto están las caras elegidas. Para nuestros mensajes directos: en qué mensaje nos quedamos, durante un día, y que ya me he presentado. Cuántas imágenes has recibido hoy. Tu idioma, hasta 180 días. El día de tu primera imagen, sin tu nombre, hasta 60 días después de la última. Para las denuncias, durante 30 días: la referencia de cada respuesta o fallo y quién lo pidió, dónde, cuándo, para qué edad, desde qué tipo de origen y cómo acabó, pero ninguna imagen ni ningún enlace. Tus denuncias, durante 30 días.',
    privacy_opted_in:
      '**Los demás y tus imágenes.** Otras personas pueden usar mis menús y comandos con tus mensajes y tu foto de perfil. Si no quieres, pulsa el primer botón.',
    privacy_opted_out:
      '**Los demás y tus imágenes.** Solo cambio la edad en tu foto de perfil y en las imágenes de tus mensajes si me lo pides tú.',
    privacy_copies:
      'No puedo reconocer una foto tuya que suba o reenvíe otra persona. Pulsa “Denunciar” debajo de la respuesta, o usa `/{command_report}` con la referencia que aparece ahí.',
    privacy_deletion:
      '**Borrar mis datos** funciona al momento y borra nuestra conversación, tu idioma, lo que necesitan los botones y tus recuentos. Se mantiene tu decisión sobre los demás, porque borrarla la anularía, y también las denuncias y sus referencias. Aun así, recibirás las imágenes que se estén creando en ese momento.',
    button_opt_out: 'No dejar que otros usen mis fotos',
    button_opt_in: 'Dejar que otros usen mis fotos',
    button_show_data: 'Ver mis datos',
    data_shown:
      'Aquí tienes todo lo que guardo sobre ti, menos los tiempos de espera, que terminan en cuestión de segundos.',
    button_delete_data: 'Borrar mis datos',
    data_deleted:
      'Borrado: nuestra conversación, tu idioma, lo que necesitan los botones y tus recuentos. Conservado: tu decisión sobre los demás y tus imágenes, las denuncias y, durante 30 días, sus referencias. Las imágenes de hoy siguen contando para el límite diario hasta la medianoche (UTC), sin tu nombre.',

    dm_help:
      'Envíame una foto y dime qué edad debe aparentar la cara, como “60” o “10 años más joven”. Sigo con la misma foto hasta que me envíes otra. Escribe “stop” para que la olvide.',
    dm_hello: 'Hola. Envíame una foto y dime qué edad debe aparentar la cara, como “60”.',
    dm_welcome: 'De nada, ha sido un placer.',
    dm_how_old: '¿Qué edad debe aparentar la cara?',
    dm_which: '¿Cuál de estas {count} fotos?',
    dm_no_photo: 'No tengo ninguna foto tuya con la que seguir. Envíame una.',
    dm_no_answer: 'Aquí no tengo ninguna imagen que comparar. Envíame una foto y dime qué edad debe aparentar la cara.',
    dm_not_a_message:
      'Esa foto no se envió en un mensaje de este chat, así que no puedes seguir con ella escribiéndome. Usa los botones de debajo de la respuesta o envíame la foto.',
    dm_oldest: 'No puedo hacer que una cara aparente más de {age} años. Pídeme una edad menor.',
    dm_youngest: 'No puedo hacer que una cara aparente menos de {age} años. Pídeme una edad mayor.',
    dm_forgotten:
      'He olvidado nuestra conversación: de qué foto se trataba y lo que necesitan los botones. Los mensajes seguirán aquí hasta que alguien los elimine.',

    on: 'sí',
    off: 'no',
    settings_head: 'Ajustes de este servidor:',
    settings_changed: 'Guardado. Los ajustes de este servidor son ahora:',
    setting_default: '{setting} (por defecto)',
    setting_own: '{setting} (elegido aquí)',
    setting_limited: '{setting} (elegido aquí, con el límite de quienes gestionan el bot)',
    settings_more: 'Para elegir quién puede usar cada comando y dónde, ve a Ajustes del servidor → Integraciones.',
    setting_cooldown:
      'Tiempo mínimo entre imágenes: {count, plural, one {# segundo} many {# de segundos} other {# segundos}}',
    setting_quota: 'Imágenes al día: {pictures, number}',
    setting_no_quota: 'Imágenes al día: sin límite',
    setting_min_age: 'Edad mínima que se puede pedir: {years}',
    setting_closed: 'Desactivado en: {channels}',
    setting_none_closed: 'Activado en todos los canales',
    setting_private: 'Las respuestas son privadas por defecto: {state}',
    setting_others_public: 'Las respuestas sobre imágenes de otras personas pueden ser públicas: {state}',

    usage_yours:
      'Hoy has usado {used, number} de {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}; {left, plural, one {te queda #} many {te quedan #} other {te quedan #}}.',
    usage_yours_unlimited: 'Hoy has usado {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}.',
    usage_server:
      'Este servidor ha usado hoy {used, number} de {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}; {left, plural, one {queda #} many {quedan #} other {quedan #}}.',
    usage_server_unlimited:
      'Este servidor ha usado hoy {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}.',
    usage_reset: 'El recuento se reinicia {when}.',
  },

  reasons: {
    picture_not_a_picture: 'No puedo leer ese archivo como imagen. Envía una foto en JPEG o PNG.',
    picture_empty: 'Ese archivo está vacío. Vuelve a enviar la foto.',
    picture_too_heavy: 'Esa imagen ocupa más de 25 MB. Envía una copia más pequeña.',
    picture_too_small:
      'Esa imagen es demasiado pequeña: su lado más corto debe tener al menos 64 píxeles. Envía una más grande.',
    picture_too_narrow: 'Esa imagen es demasiado larga y estrecha. Recórtala alrededor de la cara y vuelve a enviarla.',
    picture_too_many_pixels: 'Esa imagen tiene más de 50 megapíxeles. Envía una copia más pequeña.',
    picture_needs_memory: 'Abrir esa imagen requiere demasiada memoria. Envía una copia más pequeña.',
    picture_damaged: 'Esa imagen está dañada y no se puede abrir. Envía otra copia.',
    picture_format_unsupported: 'No puedo usar imágenes en formato {format}. Envía la foto en JPEG o PNG.',
    picture_gone: 'No he podido descargar esa imagen de Discord. Vuelve a enviarla.',
    picture_too_slow: 'Esa imagen se descarga demasiado despacio. Guárdala y envíala como archivo.',
    picture_unavailable: 'Ahora mismo no puedo descargar esa imagen de Discord. Inténtalo de nuevo en un minuto.',
    picture_not_passed_on: 'No he podido enviar esta foto al servicio de imágenes. Inténtalo de nuevo en un minuto.',
    pictures_unavailable:
      'Ahora mismo no puedo abrir fotos. Quienes gestionan el bot ya lo saben. Inténtalo más tarde.',
    picture_took_too_long: 'He tardado demasiado en abrir esa imagen. Envía una copia más pequeña o más sencilla.',

    message_without_picture:
      'No he encontrado ninguna imagen en ese mensaje. Usa esta opción en un mensaje con una foto.',
    message_with_sticker: 'No puedo cambiar la edad en un sticker. Usa esta opción en un mensaje con una foto.',
    message_with_video:
      'No puedo cambiar la edad en vídeos ni en GIF animados. Usa esta opción en un mensaje con una foto.',
    message_with_voice: 'No puedo usar mensajes de voz. Usa esta opción en un mensaje con una foto.',
    message_with_poll: 'No puedo usar encuestas. Usa esta opción en un mensaje con una foto.',
    dm_sticker: 'No puedo usar stickers. Envíame una foto.',
    dm_voice: 'No puedo usar mensajes de voz. Envíame una foto.',
    dm_poll: 'No puedo usar encuestas. Envíame una foto.',
    dm_forwarded: 'No veo ninguna foto en el mensaje reenviado. Envíame una foto.',
    dm_video: 'No puedo cambiar la edad en vídeos ni en GIF animados. Envíame una foto.',
    dm_link: 'No veo ninguna imagen en ese enlace. Guarda la foto y envíamela como archivo.',
    one_picture: 'Dame solo una de estas tres cosas: `{option_image}`, `{option_user}` o `{option_link}`.',
    message_hidden:
      'Discord no me muestra el contenido de ese mensaje. Usa Aplicaciones → **{menu_photo}** en su menú o sube la foto.',
    link_unreadable: 'No puedo leer ese enlace. Copia el enlace de un mensaje o sube la foto.',
    link_other_host: 'Solo abro enlaces de Discord, no de `{host}`. Sube la foto.',
    link_not_a_picture:
      'Ese enlace no lleva a un mensaje, a un archivo de un mensaje ni a una foto de perfil. Sube la foto.',
    link_file_unknown:
      'No encuentro el mensaje de ese archivo, así que no sé de quién es. Usa Aplicaciones → **{menu_photo}** en el menú del mensaje o sube la foto.',
    link_other_server: 'Ese mensaje está en otro servidor. Úsame allí o sube la foto.',
    link_not_seen: 'No puedo abrir ese mensaje: no existe, o bien tú o yo no podemos leer su canal. Sube la foto.',
    link_age_restricted: 'Ese mensaje está en un canal con restricción de edad. Úsame allí.',
    link_unread: 'Ahora mismo no puedo leer ese mensaje. Dame el enlace de nuevo en un minuto o sube la foto.',
    link_several_pictures:
      'Ese mensaje tiene varias imágenes. Usa Aplicaciones → **{menu_photo}** en su menú para elegir una.',
    user_without_avatar: 'Esa persona no tiene foto de perfil. Dame una foto con /{command_age}.',
    target_forgotten: 'Ya no sé de qué imagen se trataba. Vuelve a abrir el menú.',

    no_face_seen: 'No veo ninguna cara en esta foto. Prueba con una más cercana y bien orientada.',
    photo_seems_sideways: 'Parece que esta foto está de lado. Gírala o envía una bien orientada.',
    face_seems_small: 'La cara de esta foto es muy pequeña. Recórtala más cerca de la cara o prueba de todos modos.',
    which_face: 'Hay varias caras. Elige de una a tres. Cada una cuenta como una imagen.',

    age_out_of_range: 'La edad debe ser un número entero de {min} a {max}. Elige una en ese rango.',
    timeline_ages_wrong: 'Escribe de dos a cinco edades de {min} a {max}, como “20, 40, 60”.',
    cooldown: 'Hace muy poco de la última imagen aquí. Podrás pedir otra {when}.',
    paused: 'Has enviado varios archivos que no he podido usar. Podrás pedir otra imagen {when}.',
    quota_user: 'Has usado todas tus imágenes de hoy. Podrás pedir más {when}.',
    quota_guild: 'Este servidor ha usado todas sus imágenes de hoy. Podrás pedir más {when}.',
    budget_spent: 'Este bot ha llegado a su límite de hoy. Podrás pedir más {when}.',
    budget_newcomers:
      'Mucha gente me está probando por primera vez, y reservo las imágenes que quedan hoy para quienes ya me usaban antes. Podrás pedir una {when}.',
    too_busy: 'Ahora mismo hay demasiada gente esperando. Inténtalo de nuevo {when}.',
    channel_closed: 'Me han desactivado en este canal. Usa otro.',
    young_face_here:
      'Solo creo caras de menos de 18 años donde puedo comprobar que ni el canal ni el servidor tienen restricción de edad, y no a partir de fotos marcadas como spoiler. Elige 18 o más.',
    only_in_servers: 'Esto solo funciona en un servidor. Úsalo allí.',
    setting_below_operator: 'Quienes gestionan el bot han fijado un mínimo de {least}. Elige ese valor o uno mayor.',
    setting_above_operator:
      'Quienes gestionan el bot han fijado un límite de {most} al día. Elige ese valor o uno menor.',
    too_many_closed_channels:
      'Aquí puedes desactivarme en {most} canales como máximo. Para más, usa Ajustes del servidor → Integraciones.',
    cancelled: 'Cancelada. No cuenta.',

    blocked: 'No estoy disponible aquí. Si crees que es un error, pregunta a quienes gestionan este bot.',
    not_in_this_server: 'No estoy configurado para este servidor. Pide a quienes gestionan este bot que lo añadan.',
    no_direct_messages: 'No acepto mensajes directos. Úsame en un servidor.',
    no_user_install: 'Solo funciono en los servidores que me han añadido. Úsame en uno de ellos.',
    subject_opted_out: 'Esta persona no quiere que otros cambien la edad de sus imágenes. Elige otra foto.',
    reference_unknown:
      'No conozco ninguna imagen de los últimos 30 días con esa referencia. Compruébala: aparece debajo de la imagen, como 7K2QF-9MXTB.',
    reported_already:
      'Ya has denunciado esta imagen a quienes gestionan este bot. Si hay algo más que decir, vuelve a denunciarla mañana.',
    too_many_reports: 'Hoy has enviado demasiadas denuncias. Envía las demás mañana.',

    no_face:
      'No he encontrado ninguna cara en esta foto. Prueba con una foto nítida en la que la cara mire a la cámara.',
    face_too_small: 'La cara de esta foto es demasiado pequeña. Recórtala más cerca de la cara e inténtalo de nuevo.',
    face_cut_off: 'La cara está cortada por el borde de la foto. Usa una en la que se vea entera.',
    picture_refused: 'El servicio de imágenes no ha podido leer esta foto. Guárdala como JPEG y vuelve a enviarla.',
    picture_unreachable: 'El servicio de imágenes no ha podido descargar esta foto. Inténtalo de nuevo en un minuto.',
    picture_too_large: 'Esta foto es demasiado grande para el servicio de imágenes. Envía una copia más pequeña.',
    face_region_refused:
      'El servicio de imágenes no ha aceptado la posición de la cara en esta foto. Recorta la foto a esa cara y vuelve a enviarla.',
    picture_moderated: 'El servicio de imágenes ha rechazado esta foto. Usa otra.',

    rate_limited: 'Ahora mismo hay demasiada gente pidiendo imágenes. Inténtalo de nuevo en unos minutos.',
    endpoint_unfunded:
      'Ahora mismo no puedo modificar fotos. Quienes gestionan el bot ya lo saben. Inténtalo más tarde.',
    endpoint_unauthorised:
      'Ahora mismo no puedo modificar fotos. Quienes gestionan el bot ya lo saben. Inténtalo más tarde.',
    endpoint_disabled:
      'Ahora mismo no puedo modificar fotos. Quienes gestionan el bot ya lo saben. Inténtalo más tarde.',
    endpoint_missing:
      'Ahora mismo no puedo modificar fotos. Quienes gestionan el bot ya lo saben. Inténtalo más tarde.',
    endpoint_rejected: 'El servicio de imágenes no ha aceptado esta petición. Prueba con otra foto.',
    endpoint_mismatched: 'El servicio de imágenes no ha aceptado esta petición. Inténtalo de nuevo o usa otra foto.',
    endpoint_forbidden: 'El servicio de imágenes ha rechazado esta petición. Inténtalo más tarde o usa otra foto.',
    endpoint_trouble: 'El servicio de imágenes ha tenido un problema con esta foto. Inténtalo de nuevo o usa otra.',
    endpoint_unreachable:
      'Ahora mismo no se puede contactar con el servicio de imágenes. Inténtalo de nuevo en unos minutos.',
    endpoint_timeout: 'El servicio de imágenes ha tardado demasiado. Inténtalo de nuevo.',
    endpoint_lost: 'Se ha perdido la conexión con el servicio de imágenes. Inténtalo de nuevo.',
    endpoint_out_of_order: 'El servicio de imágenes no funciona ahora mismo. Inténtalo más tarde.',
    endpoint_answer_invalid: 'El servicio de imágenes ha enviado una respuesta que no puedo leer. Inténtalo de nuevo.',

    result_unavailable: 'No he podido descargar la imagen terminada. Inténtalo de nuevo.',
    result_too_heavy: 'La imagen terminada es demasiado grande para publicarla aquí. Prueba con una foto más pequeña.',
    cannot_attach:
      'No tengo permiso para publicar imágenes aquí. Pide a un admin el permiso “Adjuntar archivos” o úsame por mensaje directo.',
    upload_failed: 'La imagen está lista, pero Discord no la ha aceptado. Inténtalo de nuevo en un minuto.',

    answer_forgotten: 'Ya no tengo el enlace a esa foto. Vuelve a darme la foto con /{command_age}.',
    answer_not_yours:
      'Solo quien ha pedido esta imagen puede seguir con ella. Para una foto tuya, usa /{command_age} o Aplicaciones → {menu_photo} en el menú de un mensaje.',
    posted_already: 'Ya he publicado esta imagen aquí.',
    not_yours_to_post: 'Solo publico imágenes hechas a partir de tu propia foto o de tu foto de perfil.',
    bot_may_not_post: 'No puedo publicar aquí. Pide a un admin que me dé este permiso en este canal: {permission}.',
    person_may_not_post: 'No puedes publicar imágenes aquí. Necesitas este permiso en este canal: {permission}.',
    answer_not_yours_to_delete:
      'Solo pueden eliminar esta imagen quien la ha pedido, la persona dueña de la imagen original y los moderadores. Pídeselo a una de esas personas.',

    too_fast: 'Vas demasiado rápido para mí. Podrás intentarlo de nuevo {when}.',
    too_fast_dm: 'Vas demasiado rápido para mí. Espera un minuto y vuelve a escribirme.',
    one_at_a_time: 'Todavía estoy con lo último que me has pedido. Inténtalo de nuevo cuando termine.',

    storage_down: 'Mi base de datos no está disponible. Inténtalo de nuevo en unos minutos.',
    restarting: 'Me estoy reiniciando. Inténtalo de nuevo en unos segundos.',
    too_late: 'Esto ha tardado más de lo que permite Discord. Inténtalo de nuevo.',
    unknown_command: 'Ya no tengo este comando. Reinicia Discord para ver los nuevos.',
    unknown_control: 'Este botón es de una versión anterior. Vuelve a pedirlo con /{command_age}.',
    internal: 'Algo ha fallado por mi parte. Inténtalo de nuevo en un minuto.',
  },
};
