import type { CommandCatalogue } from '../catalogue.ts';

const image = { name: '이미지', description: '얼굴이 있는 사진' };
const user = { name: '사용자', description: '프로필 사진을 쓸 사람' };
const link = { name: '링크', description: '사진이 있는 메시지, 또는 Discord에 있는 사진 파일의 링크' };
const onlyMe = { name: '나만-보기', description: '결과를 나에게만 보여 줘요' };
const on = { name: '켜기', description: '켜기 또는 끄기' };

/** The commands in Korean. */
export const commands: CommandCatalogue = {
  age: {
    name: '나이',
    description: '사진이나 프로필 사진 속 얼굴의 나이를 바꿔요',
    options: {
      age: { name: '나이', description: '몇 살처럼 보이게 할지' },
      image,
      user,
      link,
      private: onlyMe,
    },
  },
  'age-timeline': {
    name: '나이-타임라인',
    description: '사진 속 얼굴을 두 가지에서 다섯 가지 나이로 보여 줘요. 나이마다 이미지 한 장으로 계산돼요',
    options: {
      image,
      user,
      link,
      ages: {
        name: '나이-목록',
        description: '{min}에서 {max} 사이의 나이 두 개에서 다섯 개. 예: 20, 40, 60. 기본값: 20, 35, 50, 65, 80',
      },
      private: onlyMe,
    },
  },
  'Age this photo': { name: '이 사진의 나이 바꾸기' },
  'Age this avatar': { name: '이 아바타의 나이 바꾸기' },
  'age-help': { name: '나이-도움말', description: '여기서 할 수 있는 일과 사진이 어떻게 쓰이는지' },
  'age-settings': {
    name: '나이-설정',
    description: '이 서버에서 이 봇이 어떻게 동작할지 정해요',
    options: {
      show: { name: '보기', description: '이 서버의 설정을 보여 줘요' },
      cooldown: {
        name: '대기-시간',
        description: '이 서버에서 이미지 사이의 최소 시간',
        options: { seconds: { name: '초', description: '{min}에서 {max}까지' } },
      },
      quota: {
        name: '하루-한도',
        description: '이 서버의 하루 이미지 수',
        options: { pictures: { name: '이미지-수', description: '{min}에서 {max}까지' } },
      },
      'minimum-age': {
        name: '최소-나이',
        description: '요청할 수 있는 가장 어린 나이',
        options: { years: { name: '나이', description: '{min}에서 {max}까지' } },
      },
      channel: {
        name: '채널',
        description: '채널과 그 스레드에서 이 봇을 켜거나 꺼요',
        options: { channel: { name: '채널', description: '어떤 채널' }, on },
      },
      private: {
        name: '본인만-보기',
        description: '따로 고르지 않으면 결과를 본인에게만 보여 줘요',
        options: { on },
      },
      'others-public': {
        name: '남의-이미지-공개',
        description: '다른 사람의 이미지로 만든 결과를 공개할 수 있게 해요',
        options: { on },
      },
      reset: {
        name: '초기화',
        description: '기본값으로 되돌려요',
        options: { setting: { name: '설정', description: '되돌릴 설정. 기본값: 전부' } },
      },
    },
  },
  'age-usage': { name: '나이-사용량', description: '오늘 쓴 이미지 수와 남은 이미지 수' },
  'age-privacy': {
    name: '나이-개인정보',
    description: '나에 대해 무엇을 보관하는지, 다른 사람이 내 이미지의 나이를 바꿀 수 있는지',
  },
  'age-report': {
    name: '나이-신고',
    description: '이 봇이 만든 이미지를 운영자에게 신고해요',
    options: {
      reference: { name: '참조-코드', description: '이미지 아래와 파일 이름에 있는 참조 코드. 예: 7K2QF-9MXTB' },
      reason: { name: '이유', description: '어떤 문제가 있는지' },
    },
  },
};
