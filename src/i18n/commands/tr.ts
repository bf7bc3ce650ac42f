import type { CommandCatalogue } from '../catalogue.ts';

const photo = { name: 'fotoğraf', description: 'Yüz olan bir fotoğraf' };
const user = { name: 'kişi', description: 'Avatarı kullanılacak kişi' };
const link = {
  name: 'bağlantı',
  description: 'Fotoğraflı bir mesajın ya da Discord’daki bir fotoğraf dosyasının bağlantısı',
};
const hidden = { name: 'gizli', description: 'Sonucu yalnızca sana gösterir' };
const on = { name: 'açık', description: 'Açık ya da kapalı' };

/** The commands in Turkish. */
export const commands: CommandCatalogue = {
  age: {
    name: 'yaş',
    description: 'Fotoğraftaki ya da avatardaki yüzün yaşını değiştirir',
    options: {
      age: { name: 'yaş', description: 'Yüzün kaç yaşında görüneceği' },
      image: photo,
      user,
      link,
      private: hidden,
    },
  },
  'age-timeline': {
    name: 'yaş-zaman-çizelgesi',
    description: 'Yüzü iki ila beş farklı yaşta gösterir. Her yaş bir görsel sayılır',
    options: {
      image: photo,
      user,
      link,
      ages: {
        name: 'yaşlar',
        description: '{min} ile {max} arasında iki ila beş yaş, örneğin 20, 40, 60. Varsayılan: 20, 35, 50, 65, 80',
      },
      private: hidden,
    },
  },
  'Age this photo': { name: 'Bu fotoğrafta yaşı değiştir' },
  'Age this avatar': { name: 'Bu avatarda yaşı değiştir' },
  'age-help': { name: 'yaş-yardım', description: 'Burada neler yapabildiğim ve fotoğraflarına ne olduğu' },
  'age-settings': {
    name: 'yaş-ayarlar',
    description: 'Bu botun bu sunucuda nasıl davrandığı',
    options: {
      show: { name: 'göster', description: 'Bu sunucunun ayarlarını gösterir' },
      cooldown: {
        name: 'bekleme',
        description: 'Bu sunucuda iki görsel arasındaki en kısa süre',
        options: { seconds: { name: 'saniye', description: '{min} ile {max} arasında' } },
      },
      quota: {
        name: 'günlük-sınır',
        description: 'Bu sunucu için günlük görsel sayısı',
        options: { pictures: { name: 'görsel', description: '{min} ile {max} arasında' } },
      },
      'minimum-age': {
        name: 'en-küçük-yaş',
        description: 'İstenebilecek en küçük yaş',
        options: { years: { name: 'yaş', description: '{min} ile {max} arasında' } },
      },
      channel: {
        name: 'kanal',
        description: 'Beni bir kanalda ve alt başlıklarında açar ya da kapatır',
        options: { channel: { name: 'kanal', description: 'Hangi kanal' }, on },
      },
      private: {
        name: 'gizli',
        description: 'Kişi başka bir seçim yapmadıkça cevaplar gizli olur',
        options: { on },
      },
      'others-public': {
        name: 'başkaları-herkese-açık',
        description: 'Başkasının fotoğrafıyla ilgili cevaplar herkese gösterilebilir',
        options: { on },
      },
      reset: {
        name: 'sıfırla',
        description: 'Varsayılanlara döner',
        options: { setting: { name: 'ayar', description: 'Hangi ayar. Varsayılan: hepsi' } },
      },
    },
  },
  'age-usage': {
    name: 'yaş-kullanım',
    description: 'Bugün kullandığın ve kalan görsel sayısı',
  },
  'age-privacy': {
    name: 'yaş-gizlilik',
    description: 'Hakkında ne sakladığım ve başkalarının fotoğraflarını değiştirip değiştiremeyeceği',
  },
  'age-report': {
    name: 'yaş-bildir',
    description: 'Yaptığım bir görseli beni yönetenlere bildirir',
    options: {
      reference: {
        name: 'kod',
        description: 'Görselin altında ve dosya adında yazan kod, örneğin 7K2QF-9MXTB',
      },
      reason: { name: 'neden', description: 'Sorunun ne olduğu' },
    },
  },
};
