import type { CommandCatalogue } from '../catalogue.ts';

const image = { name: 'तस्वीर', description: 'चेहरे वाली फ़ोटो' };
const user = { name: 'व्यक्ति', description: 'कोई व्यक्ति, उनकी प्रोफ़ाइल फ़ोटो के लिए' };
const link = { name: 'लिंक', description: 'फ़ोटो वाले मैसेज का लिंक, या Discord पर फ़ोटो की फ़ाइल का लिंक' };
const onlyMe = { name: 'निजी', description: 'नतीजा सिर्फ़ आपको दिखे' };
const on = { name: 'चालू', description: 'चालू या बंद' };

/** The commands in Hindi. */
export const commands: CommandCatalogue = {
  age: {
    name: 'उम्र',
    description: 'फ़ोटो या प्रोफ़ाइल फ़ोटो में चेहरे की उम्र बदलें',
    options: {
      age: { name: 'उम्र', description: 'चेहरा कितने साल का दिखना चाहिए' },
      image,
      user,
      link,
      private: onlyMe,
    },
  },
  'age-timeline': {
    name: 'उम्र-टाइमलाइन',
    description: 'फ़ोटो का चेहरा दो से पाँच उम्रों में देखें। हर उम्र एक तस्वीर गिनी जाती है',
    options: {
      image,
      user,
      link,
      ages: {
        name: 'उम्र-सूची',
        description: '{min} से {max} तक की दो से पाँच उम्र, जैसे 20, 40, 60। डिफ़ॉल्ट: 20, 35, 50, 65, 80',
      },
      private: onlyMe,
    },
  },
  'Age this photo': { name: 'इस फ़ोटो की उम्र बदलें' },
  'Age this avatar': { name: 'इस अवतार की उम्र बदलें' },
  'age-help': { name: 'उम्र-मदद', description: 'मैं यहाँ क्या कर सकता हूँ, और आपकी फ़ोटो का क्या होता है' },
  'age-settings': {
    name: 'उम्र-सेटिंग्स',
    description: 'यह बॉट इस सर्वर में कैसे काम करे',
    options: {
      show: { name: 'दिखाएँ', description: 'इस सर्वर की सेटिंग्स दिखाएँ' },
      cooldown: {
        name: 'इंतज़ार',
        description: 'इस सर्वर में दो तस्वीरों के बीच कम से कम समय',
        options: { seconds: { name: 'सेकंड', description: '{min} से {max} तक' } },
      },
      quota: {
        name: 'रोज़-की-सीमा',
        description: 'इस सर्वर के लिए रोज़ की तस्वीरें',
        options: { pictures: { name: 'तस्वीरें', description: '{min} से {max} तक' } },
      },
      'minimum-age': {
        name: 'न्यूनतम-उम्र',
        description: 'सबसे कम उम्र जो माँगी जा सकती है',
        options: { years: { name: 'साल', description: '{min} से {max} तक' } },
      },
      channel: {
        name: 'चैनल',
        description: 'मुझे किसी चैनल और उसके थ्रेड में चालू या बंद करें',
        options: { channel: { name: 'चैनल', description: 'कौन सा चैनल' }, on },
      },
      private: {
        name: 'निजी',
        description: 'जवाब निजी रखें, जब तक कोई कुछ और न चुने',
        options: { on },
      },
      'others-public': {
        name: 'दूसरों-के-जवाब',
        description: 'किसी और की तस्वीर के जवाब सबको दिखने दें',
        options: { on },
      },
      reset: {
        name: 'रीसेट',
        description: 'डिफ़ॉल्ट सेटिंग्स पर लौटें',
        options: { setting: { name: 'सेटिंग', description: 'कौन सी सेटिंग। डिफ़ॉल्ट: सभी' } },
      },
    },
  },
  'age-usage': { name: 'उम्र-उपयोग', description: 'आज आपने कितनी तस्वीरें इस्तेमाल कीं, और कितनी बाकी हैं' },
  'age-privacy': {
    name: 'उम्र-निजता',
    description: 'मैं आपके बारे में क्या रखता हूँ, और क्या दूसरे आपकी तस्वीरें बदल सकते हैं',
  },
  'age-report': {
    name: 'उम्र-रिपोर्ट',
    description: 'मेरी बनाई तस्वीर की रिपोर्ट मुझे चलाने वाले लोगों को करें',
    options: {
      reference: { name: 'रेफ़रेंस', description: 'तस्वीर के नीचे और फ़ाइल के नाम में दिया रेफ़रेंस, जैसे 7K2QF-9MXTB' },
      reason: { name: 'वजह', description: 'इसमें क्या गड़बड़ है' },
    },
  },
};
