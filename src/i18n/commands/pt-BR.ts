import type { CommandCatalogue } from '../catalogue.ts';

const imagem = { name: 'imagem', description: 'Uma foto com um rosto' };
const usuario = { name: 'usuário', description: 'Uma pessoa, para usar a foto de perfil dela' };
const link = {
  name: 'link',
  description: 'O link de uma mensagem com foto ou do arquivo de uma foto no Discord',
};
const privado = { name: 'privado', description: 'Mostrar o resultado só para você' };
const ativado = { name: 'ativado', description: 'Ativado ou desativado' };

/** The commands in Portuguese of Brazil. */
export const commands: CommandCatalogue = {
  age: {
    name: 'idade',
    description: 'Muda a idade do rosto em uma foto ou foto de perfil',
    options: {
      age: { name: 'idade', description: 'A idade que o rosto deve aparentar, em anos' },
      image: imagem,
      user: usuario,
      link,
      private: privado,
    },
  },
  'age-timeline': {
    name: 'idade-linha-do-tempo',
    description: 'Mostra o rosto de uma foto em várias idades, de duas a cinco. Cada uma conta como uma imagem',
    options: {
      image: imagem,
      user: usuario,
      link,
      ages: {
        name: 'idades',
        description: 'De duas a cinco idades de {min} a {max}, como 20, 40, 60. Padrão: 20, 35, 50, 65, 80',
      },
      private: privado,
    },
  },
  'Age this photo': { name: 'Mudar idade nesta foto' },
  'Age this avatar': { name: 'Mudar idade na foto de perfil' },
  'age-help': { name: 'idade-ajuda', description: 'O que eu posso fazer aqui e o que acontece com suas fotos' },
  'age-settings': {
    name: 'idade-configurações',
    description: 'Como este bot se comporta neste servidor',
    options: {
      show: { name: 'ver', description: 'Mostra as configurações deste servidor' },
      cooldown: {
        name: 'espera',
        description: 'Tempo mínimo entre duas imagens neste servidor',
        options: { seconds: { name: 'segundos', description: 'De {min} a {max}' } },
      },
      quota: {
        name: 'limite-diário',
        description: 'Imagens por dia para este servidor',
        options: { pictures: { name: 'imagens', description: 'De {min} a {max}' } },
      },
      'minimum-age': {
        name: 'idade-mínima',
        description: 'A menor idade que pode ser pedida',
        options: { years: { name: 'anos', description: 'De {min} a {max}' } },
      },
      channel: {
        name: 'canal',
        description: 'Me ativa ou desativa em um canal e nos tópicos dele',
        options: { channel: { name: 'canal', description: 'Qual canal' }, on: ativado },
      },
      private: {
        name: 'privado',
        description: 'Torna as respostas privadas, a não ser que a pessoa escolha outra coisa',
        options: { on: ativado },
      },
      'others-public': {
        name: 'outros-público',
        description: 'Permite que respostas sobre imagens de outras pessoas sejam públicas',
        options: { on: ativado },
      },
      reset: {
        name: 'redefinir',
        description: 'Volta aos valores padrão',
        options: { setting: { name: 'configuração', description: 'Qual configuração. Padrão: todas' } },
      },
    },
  },
  'age-usage': { name: 'idade-uso', description: 'Quantas imagens você usou hoje e quantas ainda restam' },
  'age-privacy': {
    name: 'idade-privacidade',
    description: 'O que eu guardo sobre você e se outros podem mudar a idade nas suas imagens',
  },
  'age-report': {
    name: 'idade-denunciar',
    description: 'Denuncia aos responsáveis pelo bot uma imagem que eu criei',
    options: {
      reference: {
        name: 'referência',
        description: 'A referência abaixo da imagem e no nome do arquivo, como 7K2QF-9MXTB',
      },
      reason: { name: 'motivo', description: 'O que há de errado com ela' },
    },
  },
};
