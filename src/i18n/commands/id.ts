import type { CommandCatalogue } from '../catalogue.ts';

const gambar = { name: 'gambar', description: 'Foto yang ada wajahnya' };
const orang = { name: 'orang', description: 'Seseorang, untuk foto profilnya' };
const tautan = { name: 'tautan', description: 'Tautan pesan yang berisi foto, atau file foto di Discord' };
const pribadi = { name: 'pribadi', description: 'Tampilkan hasilnya hanya kepadamu' };
const aktif = { name: 'aktif', description: 'Aktif atau nonaktif' };

/** The commands in Indonesian. */
export const commands: CommandCatalogue = {
  age: {
    name: 'usia',
    description: 'Ubah usia wajah di foto atau foto profil',
    options: {
      image: gambar,
      user: orang,
      link: tautan,
      age: { name: 'usia', description: 'Wajahnya mau tampak berusia berapa, dalam tahun' },
      private: pribadi,
    },
  },
  'age-timeline': {
    name: 'usia-linimasa',
    description: 'Tampilkan wajah di foto pada dua sampai lima usia. Tiap usia dihitung satu gambar',
    options: {
      image: gambar,
      user: orang,
      link: tautan,
      ages: {
        name: 'daftar-usia',
        description: 'Dua sampai lima usia dari {min} sampai {max}, misal 20, 40, 60. Bawaan: 20, 35, 50, 65, 80',
      },
      private: pribadi,
    },
  },
  'Age this photo': { name: 'Ubah usia di foto ini' },
  'Age this avatar': { name: 'Ubah usia di avatar ini' },
  'age-help': {
    name: 'usia-bantuan',
    description: 'Apa yang bisa kulakukan di sini, dan apa yang terjadi pada fotomu',
  },
  'age-settings': {
    name: 'usia-pengaturan',
    description: 'Cara kerja bot ini di server ini',
    options: {
      show: { name: 'tampilkan', description: 'Tampilkan pengaturan server ini' },
      cooldown: {
        name: 'jeda',
        description: 'Jeda minimum antara dua gambar di server ini',
        options: { seconds: { name: 'detik', description: 'Dari {min} sampai {max}' } },
      },
      quota: {
        name: 'kuota',
        description: 'Gambar per hari untuk server ini',
        options: { pictures: { name: 'gambar', description: 'Dari {min} sampai {max}' } },
      },
      'minimum-age': {
        name: 'usia-minimum',
        description: 'Usia termuda yang bisa diminta',
        options: { years: { name: 'tahun', description: 'Dari {min} sampai {max}' } },
      },
      channel: {
        name: 'saluran',
        description: 'Aktifkan atau nonaktifkan aku di saluran dan utasnya',
        options: { channel: { name: 'saluran', description: 'Saluran yang mana' }, on: aktif },
      },
      private: {
        name: 'pribadi',
        description: 'Jadikan jawaban pribadi, kecuali orangnya memilih lain',
        options: { on: aktif },
      },
      'others-public': {
        name: 'orang-lain-publik',
        description: 'Izinkan jawaban tentang gambar orang lain tampil publik',
        options: { on: aktif },
      },
      reset: {
        name: 'atur-ulang',
        description: 'Kembali ke pengaturan bawaan',
        options: { setting: { name: 'setelan', description: 'Pengaturan yang mana. Bawaan: semuanya' } },
      },
    },
  },
  'age-usage': {
    name: 'usia-pemakaian',
    description: 'Berapa gambar yang kamu pakai hari ini, dan berapa sisanya',
  },
  'age-privacy': {
    name: 'usia-privasi',
    description: 'Apa yang kusimpan tentang kamu, dan apakah orang lain bisa mengubah gambarmu',
  },
  'age-report': {
    name: 'usia-laporkan',
    description: 'Laporkan gambar buatanku kepada pengelola bot ini',
    options: {
      reference: {
        name: 'referensi',
        description: 'Referensi di bawah gambar dan di nama filenya, misalnya 7K2QF-9MXTB',
      },
      reason: { name: 'alasan', description: 'Apa yang salah dengan gambarnya' },
    },
  },
};
