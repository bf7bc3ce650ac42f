import type { Catalogue } from '../catalogue.ts';

/** Portuguese of Brazil, with "você", as Discord's own. */
export const sentences: Catalogue = {
  texts: {
    answer_title: 'Cerca de {age} anos',
    answer_footer: 'Alterada com IA · {reference}',
    answer_alt: 'Rosto alterado com IA para aparentar cerca de {age} anos',
    answer_alt_described: '{alt}. O original: {description}',
    working: 'Trabalhando nisso…',
    place_next: 'Agora é a sua vez. Vou começar {when}.',
    place_later: 'Você é o número {position} da fila. Início previsto: {when}.',
    step: 'Imagens prontas: {done} de {of}. Cada uma conta como uma imagem.',
    timeline_title: 'De cerca de {first} a cerca de {last} anos',
    timeline_partial: 'Imagens criadas: só {made} de {of}.',
    timeline_original: 'A primeira imagem é o original.',
    timeline_alt: 'O original e, depois, o rosto alterado com IA para aparentar cerca de {ages} anos',
    button_cancel: 'Cancelar',
    failure_reference: 'Referência: {reference}',
    button_try_again: 'Tentar de novo',
    button_try_anyway: 'Tentar mesmo assim',
    button_turn_left: 'Girar para a esquerda',
    button_turn_right: 'Girar para a direita',
    button_largest_face: 'O maior rosto',
    choose_faces: 'Escolha os rostos',
    faces_alt: 'A foto, com um número ao lado de cada rosto. {faces}',
    face_option: '{number}: {place}',
    face_order: 'rosto {position} de {count} a partir da esquerda',
    place_left: 'esquerda',
    place_middle: 'centro',
    place_right: 'direita',
    place_top: 'em cima',
    place_bottom: 'embaixo',
    size_large: 'grande',
    size_smaller: 'menor',
    cancel_started: 'Já comecei esta imagem, então não dá mais para cancelar.',
    cancel_not_yours: 'Só quem pediu esta imagem pode cancelar.',

    answer_from_message: 'Da mensagem de <@{user}>: {link}',
    answer_from_webhook: 'Desta mensagem: {link}',
    answer_from_avatar: 'Da foto de perfil de <@{user}>',
    button_older: '{count, plural, one {# ano a mais} many {# de anos a mais} other {# anos a mais}}',
    button_younger: '{count, plural, one {# ano a menos} many {# de anos a menos} other {# anos a menos}}',
    button_another_age: 'Outra idade…',
    button_before_after: 'Antes/depois',
    button_post: 'Publicar aqui',
    button_posted: 'Publicada',
    answer_posted_by: 'Publicada por <@{user}>',
    permission_view: 'Ver canal',
    permission_send: 'Enviar mensagens',
    permission_send_in_threads: 'Enviar mensagens em tópicos',
    permission_embed: 'Inserir links',
    permission_attach: 'Anexar arquivos',
    button_delete: 'Excluir',
    button_report: 'Denunciar',
    before_after_beside: 'À esquerda: o original. À direita: cerca de {age} anos.',
    before_after_stacked: 'Em cima: o original. Embaixo: cerca de {age} anos.',
    before_after_alt: 'Duas imagens, uma com o rosto alterado com IA. {places}',

    age_choice_child: 'Criança ({age})',
    age_form_title: 'Mudar a idade',
    age_form_age: 'Que idade o rosto deve aparentar?',
    age_form_range: 'Em anos, de {min} a {max}',
    age_form_picture: 'Qual imagem?',
    age_form_numbered: 'Imagem {number}',

    help_intro: 'Eu mudo a idade do rosto em uma foto.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. Você precisa da permissão “{permission}”.',
    help_message: 'No menu de uma mensagem (clique com o botão direito ou mantenha pressionado): Apps → **{name}**.',
    help_user: 'No menu de uma pessoa: Apps → **{name}**.',
    help_options:
      'Escolha `{option_image}`, `{option_user}` (para usar a foto de perfil) ou `{option_link}` (de uma mensagem). Com `{option_private}: True`, só você vê a resposta.',
    help_others_private: 'Se você usar a imagem de outra pessoa, só você vê a resposta.',
    help_others_server:
      'Se você usar a imagem de outra pessoa, só você vê a resposta, a não ser que as configurações deste servidor a tornem pública.',
    help_buttons:
      'Botões abaixo de cada resposta: anos a mais, anos a menos, outra idade, antes/depois, excluir e denunciar. **Publicar aqui** mostra para todo mundo uma resposta privada sobre a sua própria imagem.',
    help_dm: 'Aqui você também pode simplesmente me escrever: envie uma foto e depois um número, como 60.',
    help_dm_link: 'Você também pode me enviar uma foto por mensagem direta.',
    help_installed:
      'Você me adicionou à sua conta, então pode me usar em qualquer servidor, grupo ou mensagem direta. Em servidores que não permitem apps externos, só você vê minhas respostas.',
    help_data:
      'Para ser alterada, sua foto é enviada para a Ace Data Cloud e, provavelmente, de lá para a Tencent Cloud. Eu guardo só um link criptografado para ela, por um dia.',
    help_language: 'Idioma',
    help_language_discord: 'O mesmo do Discord',
    help_no_external_apps:
      'Você não tem a permissão “{permission}” neste canal, então aqui só você vê minhas respostas.',
    permission_manage_server: 'Gerenciar servidor',
    permission_external_apps: 'Usar apps externos',
    help_button_dm: 'Abrir mensagens diretas',
    help_button_privacy: 'Privacidade',
    help_button_support: 'Suporte',

    dm_greeting:
      'Eu mudo a idade de um rosto. Me envie uma foto e diga que idade ele deve aparentar, de {min} a {max}. Para serem alteradas, as fotos são enviadas para a Ace Data Cloud e, provavelmente, de lá para a Tencent Cloud. Escreva “stop” para eu esquecer nossa conversa. Saiba mais: `/{command_privacy}`.',
    report_title: 'Denunciar {reference}',
    report_reason: 'O que há de errado com esta imagem?',
    report_to_whom: 'Os responsáveis por este bot verão sua denúncia e seu nome.',
    report_taken:
      'Obrigado. Sua denúncia da imagem {reference} vai para os responsáveis por este bot. Se a imagem violar as regras do Discord, use também “Denunciar mensagem” no menu da mensagem.',

    privacy_photos:
      '**Suas fotos.** Para serem alteradas, as fotos que você me dá são enviadas para a Ace Data Cloud e, provavelmente, de lá para a Tencent Cloud. O resultado pode continuar disponível lá por um dia. Eu não guardo nenhuma foto depois que você recebe sua resposta.',
    privacy_kept:
      '**O que eu guardo.** Para os botões, de forma criptografada e por 24 horas: o link da foto e a descrição dela, de quem é a mensagem e onde estão na foto os rostos escolhidos. Para nossas mensagens diretas: em qual mensagem paramos, por um dia, e que já me apresentei. Quantas imagens você recebeu hoje. Seu idioma, por até 180 dias. O dia da sua primeira imagem, sem o seu nome, por 60 dias depois da última. Para as denúncias, por 30 dias: a referência de cada resposta ou falha e quem pediu, onde, quando, para qual idade, de que tipo de origem e como terminou, mas nenhuma imagem e nenhum link. Suas denúncias, por 30 dias.',
    privacy_opted_in:
      '**Suas imagens e os outros.** Outras pessoas podem usar meus menus e comandos nas suas mensagens e na sua foto de perfil. Se não quiser isso, clique no primeiro botão.',
    privacy_opted_out:
      '**Suas imagens e os outros.** Só mudo a idade na sua foto de perfil e nas imagens das suas mensagens quando é você quem pede.',
    privacy_copies:
      'Não consigo reconhecer uma foto sua que outra pessoa envia ou encaminha. Clique em “Denunciar” abaixo da resposta ou use `/{command_report}` com a referência que aparece ali.',
    privacy_deletion:
      '**Excluir meus dados** funciona na hora e exclui nossa conversa, seu idioma, o que os botões precisam e suas contagens. Sua escolha sobre os outros continua valendo, porque excluí-la a desfaria, e as denúncias e as referências delas também ficam. Você ainda recebe as imagens que estiverem sendo feitas nesse momento.',
    button_opt_out: 'Bloquear minhas fotos para outros',
    button_opt_in: 'Liberar minhas fotos para outros',
    button_show_data: 'Ver meus dados',
    data_shown:
      'Aqui está tudo o que eu guardo sobre você, menos os tempos de espera, que acabam em questão de segundos.',
    button_delete_data: 'Excluir meus dados',
    data_deleted:
      'Excluído: nossa conversa, seu idioma, o que os botões precisam e suas contagens. Mantido: sua escolha sobre suas imagens e os outros, as denúncias e, por 30 dias, as referências delas. As imagens de hoje ainda contam para o limite diário até a meia-noite (UTC), sem o seu nome.',

    dm_help:
      'Me envie uma foto e diga que idade o rosto deve aparentar, como “60” ou “10 anos mais novo”. Continuo com a mesma foto até você enviar outra. Escreva “stop” para eu esquecer.',
    dm_hello: 'Oi. Me envie uma foto e diga que idade o rosto deve aparentar, como “60”.',
    dm_welcome: 'De nada, foi um prazer.',
    dm_how_old: 'Que idade o rosto deve aparentar?',
    dm_which: 'Qual destas {count} fotos?',
    dm_no_photo: 'Não tenho nenhuma foto sua para continuar. Me envie uma.',
    dm_no_answer:
      'Não tenho nenhuma imagem aqui para comparar. Me envie uma foto e diga que idade o rosto deve aparentar.',
    dm_not_a_message:
      'Essa foto não foi enviada em uma mensagem aqui, então não dá para continuar a partir dela me escrevendo. Use os botões abaixo da resposta ou me envie a foto.',
    dm_oldest: 'Não consigo fazer um rosto aparentar mais de {age} anos. Peça uma idade menor.',
    dm_youngest: 'Não consigo fazer um rosto aparentar menos de {age} anos. Peça uma idade maior.',
    dm_forgotten:
      'Esqueci nossa conversa: de qual foto se tratava e o que os botões precisam. As mensagens ficam aqui até alguém excluí-las.',

    on: 'sim',
    off: 'não',
    settings_head: 'Configurações deste servidor:',
    settings_changed: 'Salvo. Agora as configurações deste servidor são:',
    setting_default: '{setting} (padrão)',
    setting_own: '{setting} (definido aqui)',
    setting_limited: '{setting} (definido aqui, com o limite dos responsáveis pelo bot)',
    settings_more: 'Para escolher quem pode usar cada comando e onde, acesse Config. do servidor → Integrações.',
    setting_cooldown:
      'Tempo mínimo entre imagens: {count, plural, one {# segundo} many {# de segundos} other {# segundos}}',
    setting_quota: 'Imagens por dia: {pictures, number}',
    setting_no_quota: 'Imagens por dia: sem limite',
    setting_min_age: 'Menor idade que pode ser pedida: {years}',
    setting_closed: 'Desativado em: {channels}',
    setting_none_closed: 'Ativado em todos os canais',
    setting_private: 'As respostas são privadas por padrão: {state}',
    setting_others_public: 'Respostas sobre imagens de outras pessoas podem ser públicas: {state}',

    usage_yours:
      'Você usou {used, number} de {count, plural, one {# imagem} many {# de imagens} other {# imagens}} hoje; {left, plural, one {resta #} many {restam #} other {restam #}}.',
    usage_yours_unlimited: 'Você usou {count, plural, one {# imagem} many {# de imagens} other {# imagens}} hoje.',
    usage_server:
      'Este servidor usou {used, number} de {count, plural, one {# imagem} many {# de imagens} other {# imagens}} hoje; {left, plural, one {resta #} many {restam #} other {restam #}}.',
    usage_server_unlimited:
      'Este servidor usou {count, plural, one {# imagem} many {# de imagens} other {# imagens}} hoje.',
    usage_reset: 'A contagem recomeça {when}.',
  },

  reasons: {
    picture_not_a_picture: 'Não consigo ler esse arquivo como imagem. Envie uma foto em JPEG ou PNG.',
    picture_empty: 'Esse arquivo está vazio. Envie a foto de novo.',
    picture_too_heavy: 'Essa imagem tem mais de 25 MB. Envie uma cópia menor.',
    picture_too_small: 'Essa imagem é pequena demais: o lado menor precisa ter pelo menos 64 pixels. Envie uma maior.',
    picture_too_narrow: 'Essa imagem é comprida e estreita demais. Recorte em volta do rosto e envie de novo.',
    picture_too_many_pixels: 'Essa imagem tem mais de 50 megapixels. Envie uma cópia menor.',
    picture_needs_memory: 'Essa imagem exige memória demais para abrir. Envie uma cópia menor.',
    picture_damaged: 'Essa imagem está danificada e não abre. Envie outra cópia.',
    picture_format_unsupported: 'Não consigo usar imagens no formato {format}. Envie a foto em JPEG ou PNG.',
    picture_gone: 'Não consegui baixar essa imagem do Discord. Envie de novo.',
    picture_too_slow: 'O download dessa imagem está lento demais. Salve e envie como arquivo.',
    picture_unavailable: 'Não consegui baixar essa imagem do Discord agora. Tente de novo em um minuto.',
    picture_not_passed_on: 'Não consegui enviar esta foto para o serviço de imagens. Tente de novo em um minuto.',
    pictures_unavailable:
      'Não consigo abrir fotos no momento. Os responsáveis pelo bot já foram avisados. Tente mais tarde.',
    picture_took_too_long: 'Essa imagem demorou demais para abrir. Envie uma cópia menor ou mais simples.',

    message_without_picture: 'Não encontrei nenhuma imagem nessa mensagem. Use isto em uma mensagem com foto.',
    message_with_sticker: 'Não consigo mudar a idade em figurinhas. Use isto em uma mensagem com foto.',
    message_with_video: 'Não consigo mudar a idade em vídeos ou GIFs animados. Use isto em uma mensagem com foto.',
    message_with_voice: 'Não consigo usar mensagens de voz. Use isto em uma mensagem com foto.',
    message_with_poll: 'Não consigo usar enquetes. Use isto em uma mensagem com foto.',
    dm_sticker: 'Não consigo usar figurinhas. Me envie uma foto.',
    dm_voice: 'Não consigo usar mensagens de voz. Me envie uma foto.',
    dm_poll: 'Não consigo usar enquetes. Me envie uma foto.',
    dm_forwarded: 'Não vejo nenhuma foto na mensagem encaminhada. Me envie uma foto.',
    dm_video: 'Não consigo mudar a idade em vídeos ou GIFs animados. Me envie uma foto.',
    dm_link: 'Não vejo nenhuma imagem nesse link. Salve a foto e me envie como arquivo.',
    one_picture: 'Me dê só uma destas três coisas: `{option_image}`, `{option_user}` ou `{option_link}`.',
    message_hidden:
      'O Discord não me mostra o conteúdo dessa mensagem. Use Apps → **{menu_photo}** no menu dela ou envie a foto.',
    link_unreadable: 'Não consigo ler esse link. Copie o link de uma mensagem ou envie a foto.',
    link_other_host: 'Só abro links do Discord, não de `{host}`. Envie a foto.',
    link_not_a_picture:
      'Esse link não é de uma mensagem, de um arquivo em uma mensagem nem de uma foto de perfil. Envie a foto.',
    link_file_unknown:
      'Não encontro a mensagem com esse arquivo, então não sei de quem ele é. Use Apps → **{menu_photo}** no menu da mensagem ou envie a foto.',
    link_other_server: 'Essa mensagem está em outro servidor. Me use lá ou envie a foto.',
    link_not_seen:
      'Não consigo abrir essa mensagem: ela não existe, ou você ou eu não temos acesso ao canal. Envie a foto.',
    link_age_restricted: 'Essa mensagem está em um canal com restrição de idade. Me use lá.',
    link_unread: 'Não consegui ler essa mensagem agora. Me dê o link de novo em um minuto ou envie a foto.',
    link_several_pictures:
      'Essa mensagem tem várias imagens. Use Apps → **{menu_photo}** no menu dela para escolher uma.',
    user_without_avatar: 'Essa pessoa não tem foto de perfil. Me dê uma foto com /{command_age}.',
    target_forgotten: 'Não sei mais de qual imagem se tratava. Abra o menu de novo.',

    no_face_seen: 'Não vejo nenhum rosto nesta foto. Tente uma mais de perto e na posição certa.',
    photo_seems_sideways: 'Esta foto parece estar de lado. Gire a foto ou envie uma na posição certa.',
    face_seems_small: 'O rosto nesta foto é muito pequeno. Recorte mais perto dele ou tente mesmo assim.',
    which_face: 'Há vários rostos. Escolha de um a três. Cada um conta como uma imagem.',

    age_out_of_range: 'A idade precisa ser um número inteiro de {min} a {max}. Escolha uma nesse intervalo.',
    timeline_ages_wrong: 'Digite de duas a cinco idades de {min} a {max}, como “20, 40, 60”.',
    cooldown: 'Ainda é cedo depois da última imagem aqui. Você pode pedir outra {when}.',
    paused: 'Você enviou vários arquivos que não consegui usar. Você pode pedir outra imagem {when}.',
    quota_user: 'Você já usou todas as suas imagens de hoje. Você pode pedir mais {when}.',
    quota_guild: 'Este servidor já usou todas as imagens de hoje. Você pode pedir mais {when}.',
    budget_spent: 'Este bot atingiu o limite de hoje. Você pode pedir mais {when}.',
    budget_newcomers:
      'Muita gente está me testando pela primeira vez, e guardo as imagens que restam hoje para quem já me usava antes. Você pode pedir uma {when}.',
    too_busy: 'Tem gente demais esperando agora. Tente de novo {when}.',
    channel_closed: 'Estou desativado neste canal. Use outro.',
    young_face_here:
      'Só crio rostos com menos de 18 anos onde consigo confirmar que nem o canal nem o servidor têm restrição de idade, e não a partir de fotos marcadas como spoiler. Escolha 18 ou mais.',
    only_in_servers: 'Isto só funciona em um servidor. Use lá.',
    setting_below_operator: 'Os responsáveis pelo bot definiram um mínimo de {least}. Escolha esse valor ou mais.',
    setting_above_operator:
      'Os responsáveis pelo bot definiram um limite de {most} por dia. Escolha esse valor ou menos.',
    too_many_closed_channels:
      'Aqui você pode me desativar em no máximo {most} canais. Para mais, use Config. do servidor → Integrações.',
    cancelled: 'Cancelada. Não conta.',

    blocked: 'Não estou disponível aqui. Se você acha que é um engano, fale com os responsáveis por este bot.',
    not_in_this_server: 'Não fui configurado para este servidor. Peça aos responsáveis por este bot para adicioná-lo.',
    no_direct_messages: 'Não aceito mensagens diretas. Me use em um servidor.',
    no_user_install: 'Só funciono em servidores que me adicionaram. Me use em um deles.',
    subject_opted_out: 'Essa pessoa não quer que outros mudem a idade nas imagens dela. Escolha outra foto.',
    reference_unknown:
      'Não conheço nenhuma imagem dos últimos 30 dias com essa referência. Confira: ela aparece abaixo da imagem, como 7K2QF-9MXTB.',
    reported_already:
      'Você já denunciou esta imagem aos responsáveis por este bot. Se tiver mais a dizer, denuncie de novo amanhã.',
    too_many_reports: 'Você enviou denúncias demais hoje. Envie as outras amanhã.',

    no_face: 'Não encontrei nenhum rosto nesta foto. Tente uma foto nítida com o rosto virado para a câmera.',
    face_too_small: 'O rosto nesta foto é pequeno demais. Recorte mais perto dele e tente de novo.',
    face_cut_off: 'O rosto está cortado na borda da foto. Use uma que mostre o rosto inteiro.',
    picture_refused: 'O serviço de imagens não conseguiu ler esta foto. Salve como JPEG e envie de novo.',
    picture_unreachable: 'O serviço de imagens não conseguiu baixar esta foto. Tente de novo em um minuto.',
    picture_too_large: 'Esta foto é grande demais para o serviço de imagens. Envie uma cópia menor.',
    face_region_refused:
      'O serviço de imagens não aceitou a posição do rosto nesta foto. Recorte a foto nesse rosto e envie de novo.',
    picture_moderated: 'O serviço de imagens recusou esta foto. Use outra.',

    rate_limited: 'Tem gente demais pedindo agora. Tente de novo em alguns minutos.',
    endpoint_unfunded:
      'Não consigo alterar fotos no momento. Os responsáveis pelo bot já foram avisados. Tente mais tarde.',
    endpoint_unauthorised:
      'Não consigo alterar fotos no momento. Os responsáveis pelo bot já foram avisados. Tente mais tarde.',
    endpoint_disabled:
      'Não consigo alterar fotos no momento. Os responsáveis pelo bot já foram avisados. Tente mais tarde.',
    endpoint_missing:
      'Não consigo alterar fotos no momento. Os responsáveis pelo bot já foram avisados. Tente mais tarde.',
    endpoint_rejected: 'O serviço de imagens não aceitou este pedido. Tente outra foto.',
    endpoint_mismatched: 'O serviço de imagens não aceitou este pedido. Tente de novo ou use outra foto.',
    endpoint_forbidden: 'O serviço de imagens recusou este pedido. Tente mais tarde ou use outra foto.',
    endpoint_trouble: 'O serviço de imagens teve um problema com esta foto. Tente de novo ou use outra.',
    endpoint_unreachable: 'Não foi possível acessar o serviço de imagens agora. Tente de novo em alguns minutos.',
    endpoint_timeout: 'O serviço de imagens demorou demais. Tente de novo.',
    endpoint_lost: 'A conexão com o serviço de imagens caiu. Tente de novo.',
    endpoint_out_of_order: 'O serviço de imagens está fora do ar no momento. Tente mais tarde.',
    endpoint_answer_invalid: 'O serviço de imagens enviou uma resposta que não consigo ler. Tente de novo.',

    result_unavailable: 'Não consegui baixar a imagem pronta. Tente de novo.',
    result_too_heavy: 'A imagem pronta é grande demais para publicar aqui. Tente uma foto menor.',
    cannot_attach:
      'Não tenho permissão para publicar imagens aqui. Peça a um admin a permissão “Anexar arquivos” ou me use por mensagem direta.',
    upload_failed: 'A imagem está pronta, mas o Discord não aceitou. Tente de novo em um minuto.',

    answer_forgotten: 'Não tenho mais o link dessa foto. Me dê a foto de novo com /{command_age}.',
    answer_not_yours:
      'Só quem pediu esta imagem pode continuar a partir dela. Para uma foto sua, use /{command_age} ou Apps → {menu_photo} no menu de uma mensagem.',
    posted_already: 'Já publiquei esta imagem aqui.',
    not_yours_to_post: 'Só publico imagens feitas a partir de uma foto sua ou da sua foto de perfil.',
    bot_may_not_post: 'Não posso publicar aqui. Peça a um admin para me dar esta permissão neste canal: {permission}.',
    person_may_not_post: 'Você não pode publicar imagens aqui. Você precisa desta permissão neste canal: {permission}.',
    answer_not_yours_to_delete:
      'Só quem pediu esta imagem, quem é dono da imagem original e os moderadores podem excluí-la. Peça a um deles.',

    too_fast: 'Assim é rápido demais para mim. Você pode tentar de novo {when}.',
    too_fast_dm: 'Assim é rápido demais para mim. Espere um minuto e escreva de novo.',
    one_at_a_time: 'Ainda estou trabalhando no seu último pedido. Tente de novo quando eu terminar.',

    storage_down: 'Meu banco de dados está indisponível. Tente de novo em alguns minutos.',
    restarting: 'Estou reiniciando. Tente de novo em alguns segundos.',
    too_late: 'Isto demorou mais do que o Discord permite. Tente de novo.',
    unknown_command: 'Não tenho mais este comando. Reinicie o Discord para ver os novos.',
    unknown_control: 'Este botão é de uma versão antiga minha. Peça de novo com /{command_age}.',
    internal: 'Algo deu errado do meu lado. Tente de novo em um minuto.',
  },
};
