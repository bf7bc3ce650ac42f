import type { Catalogue } from '../catalogue.ts';
import { sentences as spain } from './es-ES.ts';

/** Spanish of Latin America, with "tú": that of Spain, and what people say differently. */
export const sentences: Catalogue = {
  texts: {
    ...spain.texts,
    working: 'Trabajando en ello…',
    place_later: 'Estás en el lugar {position} de la fila. Inicio estimado: {when}.',
    button_try_anyway: 'Intentar de todos modos',
    cancel_started: 'Ya empecé esta imagen, así que no puedes cancelarla.',
    cancel_not_yours: 'Solo quien pidió esta imagen puede cancelarla.',

    button_report: 'Reportar',

    help_message: 'En el menú de un mensaje (clic derecho o mantener presionado): Aplicaciones → **{name}**.',
    help_others_server:
      'Si usas una imagen de otra persona, solo tú ves la respuesta, a menos que la configuración de este servidor la haga pública.',
    help_buttons:
      'Botones debajo de cada respuesta: más años, menos años, otra edad, antes/después, eliminar y reportar. **Publicar aquí** muestra a todos una respuesta privada sobre tu propia imagen.',
    help_dm: 'Aquí también puedes simplemente escribirme: envía una foto y luego un número, como 60.',
    help_installed:
      'Me agregaste a tu cuenta, así que puedes usarme en cualquier servidor, grupo o mensaje directo. En los servidores que no permiten aplicaciones externas, solo tú ves mis respuestas.',

    permission_manage_server: 'Administrar servidor',

    report_title: 'Reportar {reference}',
    report_to_whom: 'Quienes administran este bot verán tu reporte y tu nombre.',
    report_taken:
      'Gracias. Tu reporte de la imagen {reference} les llega a quienes administran este bot. Si la imagen infringe las reglas de Discord, usa también “Reportar mensaje” en el menú del mensaje.',

    privacy_kept:
      '**Qué guardo.** Para los botones, de forma cifrada y durante 24 horas: el enlace a la foto y su descripción, de quién es el mensaje y en qué parte de la foto están las caras elegidas. Para nuestros mensajes directos: en qué mensaje nos quedamos, durante un día, y que ya me presenté. Cuántas imágenes recibiste hoy. Tu idioma, hasta 180 días. El día de tu primera imagen, sin tu nombre, hasta 60 días después de la última. Para los reportes, durante 30 días: la referencia de cada respuesta o error y quién lo pidió, dónde, cuándo, para qué edad, desde qué tipo de origen y cómo terminó, pero ninguna imagen ni ningún enlace. Tus reportes, durante 30 días.',
    privacy_opted_in:
      '**Los demás y tus imágenes.** Otras personas pueden usar mis menús y comandos con tus mensajes y tu foto de perfil. Si no quieres, presiona el primer botón.',
    privacy_copies:
      'No puedo reconocer una foto tuya que suba o reenvíe otra persona. Presiona “Reportar” debajo de la respuesta, o usa `/{command_report}` con la referencia que aparece ahí.',
    privacy_deletion:
      '**Borrar mis datos** funciona de inmediato y borra nuestra conversación, tu idioma, lo que necesitan los botones y tus conteos. Se mantiene tu decisión sobre los demás, porque borrarla la anularía, y también los reportes y sus referencias. Aun así, recibirás las imágenes que se estén creando en ese momento.',
    data_shown:
      'Aquí tienes todo lo que guardo sobre ti, excepto los tiempos de espera, que terminan en cuestión de segundos.',
    data_deleted:
      'Borrado: nuestra conversación, tu idioma, lo que necesitan los botones y tus conteos. Conservado: tu decisión sobre los demás y tus imágenes, los reportes y, durante 30 días, sus referencias. Las imágenes de hoy siguen contando para el límite diario hasta la medianoche (UTC), sin tu nombre.',

    dm_welcome: 'De nada, fue un placer.',
    dm_forgotten:
      'Olvidé nuestra conversación: de qué foto se trataba y lo que necesitan los botones. Los mensajes seguirán aquí hasta que alguien los elimine.',

    settings_head: 'Configuración de este servidor:',
    settings_changed: 'Guardado. La configuración de este servidor ahora es:',
    setting_default: '{setting} (predeterminado)',
    setting_limited: '{setting} (elegido aquí, con el límite de quienes administran el bot)',
    settings_more:
      'Para elegir quién puede usar cada comando y dónde, ve a Configuración del servidor → Integraciones.',
    setting_quota: 'Imágenes por día: {pictures, number}',
    setting_no_quota: 'Imágenes por día: sin límite',
    setting_private: 'Las respuestas son privadas de forma predeterminada: {state}',

    usage_yours:
      'Hoy usaste {used, number} de {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}; {left, plural, one {te queda #} many {te quedan #} other {te quedan #}}.',
    usage_yours_unlimited: 'Hoy usaste {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}.',
    usage_server:
      'Este servidor usó hoy {used, number} de {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}; {left, plural, one {queda #} many {quedan #} other {quedan #}}.',
    usage_server_unlimited:
      'Este servidor usó hoy {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}.',
    usage_reset: 'El conteo se reinicia {when}.',
  },

  reasons: {
    ...spain.reasons,
    picture_too_heavy: 'Esa imagen pesa más de 25 MB. Envía una copia más pequeña.',
    picture_too_narrow: 'Esa imagen es demasiado larga y angosta. Recórtala alrededor de la cara y vuelve a enviarla.',
    picture_gone: 'No pude descargar esa imagen de Discord. Vuelve a enviarla.',
    picture_too_slow: 'Esa imagen se descarga muy lento. Guárdala y envíala como archivo.',
    picture_unavailable: 'En este momento no puedo descargar esa imagen de Discord. Inténtalo de nuevo en un minuto.',
    picture_not_passed_on: 'No pude enviar esta foto al servicio de imágenes. Inténtalo de nuevo en un minuto.',
    pictures_unavailable:
      'En este momento no puedo abrir fotos. Quienes administran el bot ya lo saben. Inténtalo más tarde.',
    picture_took_too_long: 'Tardé demasiado en abrir esa imagen. Envía una copia más pequeña o más sencilla.',

    message_without_picture: 'No encontré ninguna imagen en ese mensaje. Usa esta opción en un mensaje con una foto.',
    message_with_video:
      'No puedo cambiar la edad en videos ni en GIF animados. Usa esta opción en un mensaje con una foto.',
    dm_video: 'No puedo cambiar la edad en videos ni en GIF animados. Envíame una foto.',
    link_unread: 'En este momento no puedo leer ese mensaje. Dame el enlace de nuevo en un minuto o sube la foto.',

    cooldown: 'Pasó muy poco tiempo desde la última imagen aquí. Podrás pedir otra {when}.',
    paused: 'Enviaste varios archivos que no pude usar. Podrás pedir otra imagen {when}.',
    quota_user: 'Ya usaste todas tus imágenes de hoy. Podrás pedir más {when}.',
    quota_guild: 'Este servidor ya usó todas sus imágenes de hoy. Podrás pedir más {when}.',
    budget_spent: 'Este bot llegó a su límite de hoy. Podrás pedir más {when}.',
    too_busy: 'En este momento hay demasiada gente esperando. Inténtalo de nuevo {when}.',
    channel_closed: 'Me desactivaron en este canal. Usa otro.',
    setting_below_operator: 'Quienes administran el bot fijaron un mínimo de {least}. Elige ese valor o uno mayor.',
    setting_above_operator:
      'Quienes administran el bot fijaron un límite de {most} por día. Elige ese valor o uno menor.',
    too_many_closed_channels:
      'Aquí puedes desactivarme en {most} canales como máximo. Para más, usa Configuración del servidor → Integraciones.',

    blocked: 'No estoy disponible aquí. Si crees que es un error, pregunta a quienes administran este bot.',
    not_in_this_server: 'No estoy configurado para este servidor. Pide a quienes administran este bot que lo agreguen.',
    no_user_install: 'Solo funciono en los servidores que me agregaron. Úsame en uno de ellos.',
    reference_unknown:
      'No conozco ninguna imagen de los últimos 30 días con esa referencia. Revísala: aparece debajo de la imagen, como 7K2QF-9MXTB.',
    reported_already:
      'Ya reportaste esta imagen a quienes administran este bot. Si hay algo más que decir, vuelve a reportarla mañana.',
    too_many_reports: 'Hoy enviaste demasiados reportes. Envía los demás mañana.',

    no_face: 'No encontré ninguna cara en esta foto. Prueba con una foto nítida en la que la cara mire a la cámara.',
    picture_refused: 'El servicio de imágenes no pudo leer esta foto. Guárdala como JPEG y vuelve a enviarla.',
    picture_unreachable: 'El servicio de imágenes no pudo descargar esta foto. Inténtalo de nuevo en un minuto.',
    face_region_refused:
      'El servicio de imágenes no aceptó la posición de la cara en esta foto. Recorta la foto a esa cara y vuelve a enviarla.',
    picture_moderated: 'El servicio de imágenes rechazó esta foto. Usa otra.',

    rate_limited: 'En este momento hay demasiada gente pidiendo imágenes. Inténtalo de nuevo en unos minutos.',
    endpoint_unfunded:
      'En este momento no puedo modificar fotos. Quienes administran el bot ya lo saben. Inténtalo más tarde.',
    endpoint_unauthorised:
      'En este momento no puedo modificar fotos. Quienes administran el bot ya lo saben. Inténtalo más tarde.',
    endpoint_disabled:
      'En este momento no puedo modificar fotos. Quienes administran el bot ya lo saben. Inténtalo más tarde.',
    endpoint_missing:
      'En este momento no puedo modificar fotos. Quienes administran el bot ya lo saben. Inténtalo más tarde.',
    endpoint_rejected: 'El servicio de imágenes no aceptó esta solicitud. Prueba con otra foto.',
    endpoint_mismatched: 'El servicio de imágenes no aceptó esta solicitud. Inténtalo de nuevo o usa otra foto.',
    endpoint_forbidden: 'El servicio de imágenes rechazó esta solicitud. Inténtalo más tarde o usa otra foto.',
    endpoint_trouble: 'El servicio de imágenes tuvo un problema con esta foto. Inténtalo de nuevo o usa otra.',
    endpoint_unreachable:
      'En este momento no se puede contactar al servicio de imágenes. Inténtalo de nuevo en unos minutos.',
    endpoint_timeout: 'El servicio de imágenes tardó demasiado. Inténtalo de nuevo.',
    endpoint_lost: 'Se perdió la conexión con el servicio de imágenes. Inténtalo de nuevo.',
    endpoint_out_of_order: 'El servicio de imágenes no funciona en este momento. Inténtalo más tarde.',
    endpoint_answer_invalid: 'El servicio de imágenes envió una respuesta que no puedo leer. Inténtalo de nuevo.',

    result_unavailable: 'No pude descargar la imagen terminada. Inténtalo de nuevo.',
    upload_failed: 'La imagen está lista, pero Discord no la aceptó. Inténtalo de nuevo en un minuto.',

    answer_not_yours:
      'Solo quien pidió esta imagen puede seguir con ella. Para una foto tuya, usa /{command_age} o Aplicaciones → {menu_photo} en el menú de un mensaje.',
    posted_already: 'Ya publiqué esta imagen aquí.',
    answer_not_yours_to_delete:
      'Solo pueden eliminar esta imagen quien la pidió, la persona dueña de la imagen original y los moderadores. Pídeselo a una de esas personas.',

    one_at_a_time: 'Todavía estoy con lo último que me pediste. Inténtalo de nuevo cuando termine.',

    too_late: 'Esto tardó más de lo que permite Discord. Inténtalo de nuevo.',
    internal: 'Algo falló de mi lado. Inténtalo de nuevo en un minuto.',
  },
};
