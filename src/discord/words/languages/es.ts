import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

const ACCENTED: Readonly<Record<string, string>> = { un: 'ún', dos: 'dós', tres: 'trés', seis: 'séis' };

/** Of Spain and of Latin America. */
export const es: LanguageWords = {
  yearUnits: 'año años añitos anios anos año_de_edad años_de_edad anos_de_edad',

  younger: `más_joven más_jóvenes mas_joven mas_jovenes más_jovencito más_jovencita menor rejuvenece rejuvenéceme
    rejuveneceme rejuvenecer`,
  older: `más_viejo más_vieja más_viejos más_viejas mas_viejo mas_vieja mayor más_mayor más_anciano más_anciana
    más_viejito más_viejita envejece envejéceme envejeceme envejecer`,
  // "Más grande" is older in America, and larger in Spain.
  fewer: `menos hace quita quítame quitame quítale quitale quitá resta réstame restame réstale restá más_chico más_chica
    mas_chico mas_chica`,
  more: `más mas suma súmame sumame súmale sumá agrega agrégame agrégale agregá añade añádeme añádele más_grande
    más_grandes mas_grande`,
  leading: `suma súmame sumame súmale sumá agrega agrégame agrégale agregá añade añádeme añádele resta réstame restame
    réstale restá quita quítame quitame quítale quitale quitá hace`,
  by: 'por',
  fromNow: 'en dentro_de de_aquí_a de_aqui_a de_acá_a',

  makers: `haz hazme hazlo hazla haga hágame hacer hacerme hacé haceme hacelo hacela pon ponme ponlo ponla poné poneme ponelo
    ponela muestra muéstrame muestrame muéstralo muéstrala mostrar mostrame mostralo enseña enséñame convierte conviérteme
    convierteme conviértelo conviértela convertime transforma transfórmame transformame déjame dejame verme verlo verla quiero_ser`,
  anchors: `a con como unos a_los a_la_edad_de alrededor_de cerca_de aproximadamente más_o_menos mas_o_menos hacia hasta
    edad edad_de que_parezca que_aparente que_tenga parecer aparentar tener`,
  present: `tengo tiene tienes tenía tenemos soy es eres era somos son estoy está estás están cumplí cumplo desde parezco
    parece parezca aparenta`,
  joining: 'y',
  things: `de personas caras foto fotos imagen imagenes imágenes niños niñas hombres mujeres veces minutos horas días dias
    meses`,
  doubts: `no o ni que nunca tampoco al_menos por_lo_menos como_mucho como_máximo como_mínimo a_lo_sumo máximo mínimo más_de
    mas_de menos_de mayor_de mayores_de menor_de menores_de mayor_a menor_a menor_de_edad mayor_de_edad de_mayor sin entre
    antes después despues bajo salvo excepto hace_cuánto hace_cuanto cuánto cuánta cuántos cuántas cuantos cuantas
    qué_edad que_edad mitad doble`,

  child: `niño niña niñito niñita nene nena pibe piba chamaco chamaca chiquillo chiquilla crío cría de_niño de_niña
    de_pequeño de_pequeña de_chico de_chica de_chiquito de_chiquita`,
  elderly: `viejo vieja viejito viejita viejecito viejecita anciano anciana abuelo abuela abuelita abuelito yayo yaya
    jubilado jubilada persona_mayor persona_anciana adulto_mayor adulta_mayor hombre_mayor mujer_mayor hombre_viejo
    mujer_vieja señor_mayor señora_mayor tercera_edad de_viejo de_vieja de_viejito de_viejita de_anciano de_anciana`,
  baby: `bebé bebe bebita bebito beba recién_nacido recién_nacida recien_nacido recien_nacida lactante de_bebé de_bebe`,
  introducing: 'como un una de el la en',

  stop: `stop para_ya para_por_favor pará basta detente borra borrar borrá bórralo elimina_todo eliminar_todo eliminá_todo olvida olvidar
    olvidá olvídalo olvidalo olvídate`,
  help: 'ayuda ayúdame ayudame ayudar socorro auxilio cómo_funciona como_funciona cómo_se_usa como_se_usa comandos',
  again: `otra_vez de_nuevo una_vez_más una_vez_mas nuevamente repite repetir repítelo repitelo repetí repetilo
    vuelve_a_hacerlo volvé_a_hacerlo`,
  timeline: `línea_de_tiempo linea_de_tiempo línea_del_tiempo linea_del_tiempo línea_temporal linea_temporal cronología
    cronologia timeline`,
  beforeAfter: `antes_y_después antes_y_despues antes/después antes/despues antes_después antes_despues antes-después
    el_antes_y_el_después el_antes_y_después comparación comparativa`,
  myData: `mis_datos borra_mis_datos borrar_mis_datos borrá_mis_datos borra_todos_mis_datos borrar_todos_mis_datos
    elimina_mis_datos eliminar_mis_datos eliminá_mis_datos elimina_todos_mis_datos eliminar_todos_mis_datos
    olvida_mis_datos muestra_mis_datos muéstrame_mis_datos mostrar_mis_datos mostrame_mis_datos ver_mis_datos
    enséñame_mis_datos`,
  thanks: 'gracias muchas_gracias mil_gracias muchísimas_gracias te_lo_agradezco',
  hello: `hola holi buenas muy_buenas buenos_días buenos_dias buen_día buen_dia buenas_tardes buenas_noches qué_tal que_tal
    qué_onda que_onda`,
  everyone: 'todos todas ambos ambas todo_el_mundo los_dos las_dos',

  polite: `por_favor porfa porfi porfis porfavor plis sí si vale ok okay dale de_acuerdo está_bien muy muchas genial
    perfecto guay chévere bueno claro jaja jajaja`,
  fillers: `yo me mi mí mis tú tu te se nos su sus él ella ellos ellas nosotros este esta esto ese esa eso aquí acá ahí a al
    la el los las lo le un una unos con como de y para por hacia hasta más mas ahora ya luego entonces pues bien también
    quiero quiero_que quiero_ser quisiera querría quería me_gustaría puedes puede podrías podés necesito ver verme verlo verla verse
    vea haz hazme hazlo hazla hagas haga hágame hacer hacerme hacé haceme hacelo hacela ponme pon ponlo ponla poné poneme
    muestra muéstrame muestrame mostrame enséñame convierte conviérteme déjame dejame dame cambia cambiar cambie cara
    rostro hombre mujer chico chica persona foto imagen retrato edad tener parecer aparentar que_parezca que_aparente
    que_tenga que_se_vea que_me_vea poco un_poco poquito un_poquito solo sólo solamente más_o_menos mas_o_menos
    alrededor_de cerca_de aproximadamente a_los a_la_edad_de edad_de inténtalo intenta`,

  numbers: buildNumberWords({
    units: 'uno/una/un dos tres cuatro cinco seis siete ocho nueve',
    teens: 'diez once doce trece catorce quince dieciséis/dieciseis diecisiete dieciocho diecinueve',
    tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
    join: (ten, unit) =>
      ten === 'veinte'
        ? [`veinti${unit}`, `veinti${ACCENTED[unit] ?? unit}`]
        : [`${ten} y ${unit}`, `${ten}i${unit}`, `${ten}i${ACCENTED[unit] ?? unit}`],
    others: 'cero cien ciento cientos mil millón millones docena docenas',
  }),
};
