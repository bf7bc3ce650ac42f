import type { LanguageWords } from '../language.ts';
import { buildNumberWords } from '../number-words.ts';

export const ptBR: LanguageWords = {
  yearUnits: 'ano anos aninhos ano_de_idade anos_de_idade',

  younger: `mais_novo mais_nova mais_novos mais_novas mais_jovem mais_jovens mais_novinho mais_novinha rejuvenesce
    rejuvenesça rejuvenescer`,
  older: `mais_velho mais_velha mais_velhos mais_velhas mais_velhinho mais_velhinha mais_idoso mais_idosa envelhece
    envelheça envelhecer`,
  fewer: 'menos a_menos atrás atras há tira tire subtrai subtraia diminui diminua',
  more: 'mais a_mais soma adiciona adicione acrescenta acrescente',
  leading: 'há tira tire subtrai subtraia diminui diminua soma adiciona adicione acrescenta acrescente',
  by: 'em uns',
  fromNow: 'em daqui daqui_a dentro_de',

  // "Faz 10 anos" also means ten years ago, so this word isn't a filler.
  makers: `faz faça me_faz me_faça fazer deixa deixe me_deixa me_deixe deixar bota bote me_bota coloca coloque me_coloca
    mostra mostre me_mostra me_mostre transforma transforme me_transforma me_transforme vira vire torna torne me_torna me_ver quero_ser quero_ficar`,
  anchors: `com como aos uns para pra até ate cerca_de por_volta_de aproximadamente mais_ou_menos más_o_menos idade idade_de com_idade_de
    na_idade_de que_pareça que_pareca que_aparente que_tenha que_fique_com com_que_pareça com_que_fique_com
    aparentando aparentar parecendo parecer ter`,
  present: 'tenho tem tinha temos sou é és era estou está esta_com somos são fiz faço desde parece parecia',
  joining: 'e',
  things: `de pessoas rostos caras foto fotos imagem imagens crianças homens mulheres meninos meninas vezes minutos horas
    dias meses`,
  doubts: `não nao nem nunca ou que sem entre acima abaixo antes depois após apos sob exceto menos_de mais_de menos_que
    mais_que menos_do_que mais_do_que do_que pelo_menos ao_menos no_mínimo no_minimo no_máximo no_maximo quantos quantas
    quanto quanta que_idade qual qual_idade qual_a_idade maior_de maiores_de menor_de menores_de maior menor maior_de_idade
    menor_de_idade metade dobro`,

  child: `criança crianca criancinha menino menina menininho menininha guri guria moleque quando_pequeno quando_pequena
    de_criança de_menino de_menina`,
  elderly: `idoso idosa velho velha velhinho velhinha vovô vovó vovo avô avó ancião anciã pessoa_idosa homem_idoso
    mulher_idosa homem_velho mulher_velha senhor_idoso senhora_idosa senhor_de_idade senhora_de_idade terceira_idade
    aposentado aposentada`,
  baby: `bebê bebe bebezinho bebezinha nenê nenem neném recém-nascido recém-nascida recém_nascido recém_nascida
    recem_nascido recem_nascida de_bebê`,
  introducing: 'como quando um uma o a em num numa',

  stop: `stop pare parar pára para_com_isso para_por_favor chega apaga apague apagar esquece esqueça esqueca esquecer deleta
    deletar exclui exclua excluir`,
  help: 'ajuda ajude ajudar me_ajuda me_ajude socorro como_funciona como_usa como_usar comandos',
  again: `de_novo outra_vez novamente mais_uma_vez uma_vez_mais repete repita repetir refaz refaça refazer faz_de_novo faça_de_novo
    tenta_de_novo tente_de_novo`,
  timeline: 'linha_do_tempo linha_de_tempo cronologia timeline',
  beforeAfter: 'antes_e_depois antes/depois antes_depois antes-depois antes-e-depois o_antes_e_o_depois comparação',
  myData: `meus_dados apaga_meus_dados apague_meus_dados apagar_meus_dados apaga_os_meus_dados apague_os_meus_dados
    apagar_os_meus_dados apagar_todos_os_meus_dados exclui_meus_dados exclua_meus_dados excluir_meus_dados
    exclua_os_meus_dados excluir_os_meus_dados excluir_todos_os_meus_dados deleta_meus_dados delete_meus_dados
    deletar_meus_dados deletar_os_meus_dados esquece_meus_dados esqueça_meus_dados mostra_meus_dados mostre_meus_dados
    mostrar_meus_dados ver_meus_dados`,
  thanks: `obrigado obrigada obg brigado brigada valeu vlw muito_obrigado muito_obrigada obrigadão agradeço`,
  hello: 'oi oie oii olá ola opa e_aí e_ai eae bom_dia boa_tarde boa_noite salve tudo_bem tudo_bom',
  everyone: 'todos todas todo_mundo ambos ambas os_dois as_duas',

  polite: `por_favor porfavor pfv pfvr pf por_gentileza sim ok okay tá ta tá_bom ta_bom beleza blz legal ótimo otimo show
    perfeito bom massa muito muitas certo então entao kkk kkkk rs haha`,
  fillers: `eu me mim comigo meu minha meus minhas você voce vc ele ela eles elas nós nos lhe te seu sua seus suas dele dela
    o a os um uma uns umas de da com em como para pra pro por por_volta_de cerca_de mais_ou_menos más_o_menos e isso isto esse essa este
    esta esses essas aqui agora já ja só apenas bem mesmo um_pouco pouco pouquinho um_pouquinho quero quero_que quero_ser quero_ficar me_ver quer queria
    gostaria gostaria_de pode poderia podia consegue preciso me_faz me_faça me_deixa me_deixe me_bota me_coloca me_mostra
    me_mostre fazer ficar fica fique ficasse com_que que_pareça que_pareca que_aparente que_tenha que_fique que_fique_com
    com_que_pareça com_que_fique com_que_fique_com aparentar aparentando parecer parecendo ter ver mostra mostre deixa deixe
    transforma transforme bota coloca rosto cara homem mulher rapaz moça pessoa foto imagem retrato idade anos aos à ao na
    até ate mas se tenta tente`,

  numbers: buildNumberWords({
    units: 'um/uma dois/duas três/tres quatro cinco seis sete oito nove',
    teens: `dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito
      dezenove/dezanove`,
    tens: 'vinte trinta quarenta cinquenta/cinqüenta sessenta setenta oitenta noventa',
    join: (ten, unit) => [`${ten} e ${unit}`],
    others: 'zero cem cento centos mil milhão milhões dúzia dúzias meia',
  }),
};
