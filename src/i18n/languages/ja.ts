import type { Catalogue } from '../catalogue.ts';

/** Japanese, polite and without pronouns, as Discord's own. */
export const sentences: Catalogue = {
  texts: {
    answer_title: '約{age}歳',
    answer_footer: 'AIで加工 · {reference}',
    answer_alt: 'AIで約{age}歳に見えるように加工した顔',
    answer_alt_described: '{alt}。元の画像：{description}',
    working: '作成中です…',
    place_next: '次の順番です。{when}に始めます。',
    place_later: '現在{position}番目です。開始予定：{when}。',
    step: '{of}枚中{done}枚ができました。それぞれ1枚として数えます。',
    timeline_title: '約{first}歳から約{last}歳まで',
    timeline_partial: '{of}枚のうち{made}枚だけ作成できました。',
    timeline_original: '最初の画像は元の写真です。',
    timeline_alt: '元の写真と、AIで約{ages}歳に見えるように加工した顔',
    button_cancel: 'キャンセル',
    failure_reference: '参照コード：{reference}',
    button_try_again: 'もう一度試す',
    button_try_anyway: 'このまま試す',
    button_turn_left: '左に回転',
    button_turn_right: '右に回転',
    button_largest_face: '一番大きい顔',
    choose_faces: '顔を選択',
    faces_alt: 'それぞれの顔の横に番号を付けた写真。{faces}',
    face_option: '{number}：{place}',
    face_order: '左から{position}番目の顔（全{count}人）',
    place_left: '左',
    place_middle: '中央',
    place_right: '右',
    place_top: '上',
    place_bottom: '下',
    size_large: '大きい',
    size_smaller: '小さめ',
    cancel_started: 'この画像はもう作成を始めたため、キャンセルできません。',
    cancel_not_yours: 'この画像をキャンセルできるのは、依頼した人だけです。',

    answer_from_message: '<@{user}>さんのメッセージより：{link}',
    answer_from_webhook: 'このメッセージより：{link}',
    answer_from_avatar: '<@{user}>さんのプロフィール画像より',
    button_older: '{count, plural, other {#歳上に}}',
    button_younger: '{count, plural, other {#歳若く}}',
    button_another_age: '別の年齢…',
    button_before_after: 'ビフォーアフター',
    button_post: 'ここに投稿',
    button_posted: '投稿済み',
    answer_posted_by: '投稿者：<@{user}>',
    permission_view: 'チャンネルを見る',
    permission_send: 'メッセージを送信',
    permission_send_in_threads: 'スレッドでメッセージを送信',
    permission_embed: '埋め込みリンク',
    permission_attach: 'ファイルを添付',
    button_delete: '削除',
    button_report: '報告',
    before_after_beside: '左：元の写真。右：約{age}歳。',
    before_after_stacked: '上：元の写真。下：約{age}歳。',
    before_after_alt: '2枚の画像。1枚は顔をAIで加工したものです。{places}',

    age_choice_child: '子ども（{age}歳）',
    age_form_title: '年齢を変更',
    age_form_age: '何歳に見えるようにしますか？',
    age_form_range: '{min}歳から{max}歳まで',
    age_form_picture: 'どの画像ですか？',
    age_form_numbered: '画像{number}',

    help_intro: '写真に写っている顔の年齢を変えます。',
    help_command: '`/{name}`：{description}。',
    help_command_needs: '`/{name}`：{description}。「{permission}」の権限が必要です。',
    help_message: 'メッセージのメニュー（右クリックまたは長押し）から：アプリ → **{name}**。',
    help_user: 'ユーザーのメニューから：アプリ → **{name}**。',
    help_options:
      '`{option_image}`、`{option_user}`（その人のプロフィール画像）、`{option_link}`（メッセージのリンク）のどれか1つを指定してください。`{option_private}`を選ぶと、結果は自分だけに表示されます。',
    help_others_private: 'ほかの人の画像を使った場合、結果は自分だけに表示されます。',
    help_others_server:
      'ほかの人の画像を使った場合、このサーバーの設定で公開が許可されていなければ、結果は自分だけに表示されます。',
    help_buttons:
      '結果の下のボタン：年上にする、若くする、別の年齢、ビフォーアフター、削除、報告。**ここに投稿**を押すと、自分の画像から作った自分だけの結果を全員に見せられます。',
    help_dm: 'ここでは、写真を送ってから「60」のように数字を送るだけでも使えます。',
    help_dm_link: 'ダイレクトメッセージで写真を送って使うこともできます。',
    help_installed:
      'アカウントに追加されているため、どのサーバー、グループ、ダイレクトメッセージでも使えます。外部アプリを許可していないサーバーでは、返信は自分だけに表示されます。',
    help_data:
      '写真は加工のためにAce Data Cloudに送信され、おそらくそこからTencent Cloudに渡されます。こちらに残るのは、写真への暗号化されたリンクだけで、1日で消えます。',
    help_language: '言語',
    help_language_discord: 'Discordの設定に合わせる',
    help_no_external_apps: 'このチャンネルでは「{permission}」の権限がないため、返信は自分だけに表示されます。',
    permission_manage_server: 'サーバー管理',
    permission_external_apps: '外部アプリを使用',
    help_button_dm: 'ダイレクトメッセージを開く',
    help_button_privacy: 'プライバシー',
    help_button_support: 'サポート',

    dm_greeting:
      '顔の年齢を変えます。写真と一緒に、何歳に見えるようにするかを{min}から{max}までの数字で送ってください。写真は加工のためにAce Data Cloudに送信され、おそらくそこからTencent Cloudに渡されます。「stop」と送ると、ここでのやりとりを忘れます。詳細：`/{command_privacy}`。',
    report_title: '{reference}を報告',
    report_reason: 'この画像の何が問題ですか？',
    report_to_whom: '報告の内容とあなたの名前は、このボットの運営者に伝わります。',
    report_taken:
      'ありがとうございます。画像{reference}の報告を、このボットの運営者に送りました。Discordのルールに違反している場合は、メッセージのメニューの「メッセージを報告」も使ってください。',

    privacy_photos:
      '**写真について。** 受け取った写真は、加工のためにAce Data Cloudに送信され、おそらくそこからTencent Cloudに渡されます。加工後の画像は、そちらに1日ほど残ることがあります。結果を返したあと、こちらに写真は残しません。',
    privacy_kept:
      '**保存するもの。** ボタンのために、暗号化して24時間：写真へのリンクと説明、誰のメッセージの写真か、選んだ顔の位置。ダイレクトメッセージのために：どのメッセージの話をしていたか（1日）、自己紹介が済んでいること。今日作った画像の枚数。言語（最長180日）。最初に画像を作った日（名前なしで、最後の画像から60日）。報告のために30日：結果や失敗ごとの参照コード、誰が、どこで、いつ、何歳で、どの種類の画像から依頼し、どう終わったか。画像とリンクは含みません。送った報告（30日）。',
    privacy_opted_in:
      '**ほかの人とあなたの画像。** ほかの人は、あなたのメッセージやアバターにこのボットのメニューやコマンドを使えます。使われたくない場合は、最初のボタンを押してください。',
    privacy_opted_out:
      '**ほかの人とあなたの画像。** あなたのアバターやメッセージの画像は、あなた以外の人の依頼では加工しません。',
    privacy_copies:
      'ほかの人がアップロードや転送をした写真にあなたが写っていても、見分けられません。結果の下の「報告」を押すか、そこにある参照コードを`/{command_report}`で送ってください。',
    privacy_deletion:
      '**データを削除**を押すと、ここでのやりとり、言語、ボタンに必要なもの、枚数の記録がすぐに消えます。ほかの人についての選択は、消すと取り消しになるため残します。報告とその参照コードも残ります。いま作成中の画像は届きます。',
    button_opt_out: 'ほかの人に自分の画像を使わせない',
    button_opt_in: 'ほかの人に自分の画像の使用を許可',
    button_show_data: 'データを表示',
    data_shown: 'あなたについて保存しているものはこれで全部です。数秒で終わる待ち時間だけは含みません。',
    button_delete_data: 'データを削除',
    data_deleted:
      '削除したもの：ここでのやりとり、言語、ボタンに必要なもの、枚数の記録。残したもの：ほかの人とあなたの画像についての選択、報告、そのための参照コード（30日）。今日の画像は、深夜0時（UTC）まで、名前なしで1日の上限に数えられます。',

    dm_help:
      '写真と一緒に、何歳に見えるようにするかを送ってください。例：「60」「10歳若く」。別の写真を送るまでは、同じ写真を使います。「stop」と送ると、写真を忘れます。',
    dm_hello: 'こんにちは。写真と一緒に、何歳に見えるようにするかを「60」のように送ってください。',
    dm_welcome: 'どういたしまして。',
    dm_how_old: '何歳に見えるようにしますか？',
    dm_which: '{count}枚の写真のうち、どれですか？',
    dm_no_photo: '続きに使える写真がありません。写真を送ってください。',
    dm_no_answer: '比べられる画像がここにありません。写真と一緒に、何歳に見えるようにするかを送ってください。',
    dm_not_a_message:
      'その写真はここのメッセージで送られたものではないため、文字を送っても続けられません。結果の下のボタンを使うか、写真を送ってください。',
    dm_oldest: '{age}歳より年上にはできません。もっと若い年齢を送ってください。',
    dm_youngest: '{age}歳より若くはできません。もっと上の年齢を送ってください。',
    dm_forgotten:
      'ここでのやりとり（どの写真の話だったかと、ボタンに必要なもの）を忘れました。メッセージは、誰かが削除するまでここに残ります。',

    on: 'オン',
    off: 'オフ',
    settings_head: 'このサーバーの設定：',
    settings_changed: '保存しました。このサーバーの現在の設定：',
    setting_default: '{setting}（デフォルト）',
    setting_own: '{setting}（ここで設定）',
    setting_limited: '{setting}（ここで設定、ボットの運営者による制限あり）',
    settings_more: '誰がどこでどのコマンドを使えるかは、サーバー設定 → 連携サービスで変更できます。',
    setting_cooldown: '次の画像までの最短時間：{count, plural, other {#秒}}',
    setting_quota: '1日の画像数：{pictures, number}枚',
    setting_no_quota: '1日の画像数：制限なし',
    setting_min_age: '指定できる最低年齢：{years}歳',
    setting_closed: 'オフのチャンネル：{channels}',
    setting_none_closed: 'すべてのチャンネルでオン',
    setting_private: '結果を最初から本人だけに表示：{state}',
    setting_others_public: 'ほかの人の画像の結果の公開を許可：{state}',

    usage_yours: '今日は{count, plural, other {#枚}}中{used, number}枚を使いました。残りは{left, number}枚です。',
    usage_yours_unlimited: '今日は{count, plural, other {#枚}}を使いました。',
    usage_server:
      'このサーバーは今日、{count, plural, other {#枚}}中{used, number}枚を使いました。残りは{left, number}枚です。',
    usage_server_unlimited: 'このサーバーは今日、{count, plural, other {#枚}}を使いました。',
    usage_reset: '枚数は{when}にリセットされます。',
  },

  reasons: {
    picture_not_a_picture: 'そのファイルは画像として読み込めません。JPEGかPNGの写真を送ってください。',
    picture_empty: 'そのファイルは空です。写真をもう一度送ってください。',
    picture_too_heavy: 'その画像は25MBを超えています。もっと小さいものを送ってください。',
    picture_too_small: 'その画像は小さすぎます。短い辺が64ピクセル以上の画像を送ってください。',
    picture_too_narrow: 'その画像は細長すぎます。顔のまわりを切り抜いて、もう一度送ってください。',
    picture_too_many_pixels: 'その画像は5000万画素を超えています。もっと小さいものを送ってください。',
    picture_needs_memory: 'その画像を開くにはメモリが足りません。もっと小さいものを送ってください。',
    picture_damaged: 'その画像は壊れていて開けません。別のものを送ってください。',
    picture_format_unsupported: '{format}の画像は使えません。写真をJPEGかPNGで送ってください。',
    picture_gone: 'その画像をDiscordからダウンロードできませんでした。もう一度送ってください。',
    picture_too_slow: 'その画像はダウンロードに時間がかかりすぎます。保存してから、ファイルとして送ってください。',
    picture_unavailable: 'いま、その画像をDiscordからダウンロードできません。1分後にもう一度試してください。',
    picture_not_passed_on: 'この写真を画像サービスに送れませんでした。1分後にもう一度試してください。',
    pictures_unavailable: 'いま、写真を開けません。ボットの運営者には通知済みです。あとでもう一度試してください。',
    picture_took_too_long: 'その画像を開くのに時間がかかりすぎました。もっと小さいか、単純なものを送ってください。',

    message_without_picture: 'そのメッセージに画像が見つかりません。写真のあるメッセージで使ってください。',
    message_with_sticker: 'スタンプの年齢は変えられません。写真のあるメッセージで使ってください。',
    message_with_video: '動画や動くGIFの年齢は変えられません。写真のあるメッセージで使ってください。',
    message_with_voice: 'ボイスメッセージは使えません。写真のあるメッセージで使ってください。',
    message_with_poll: '投票は使えません。写真のあるメッセージで使ってください。',
    dm_sticker: 'スタンプは使えません。写真を送ってください。',
    dm_voice: 'ボイスメッセージは使えません。写真を送ってください。',
    dm_poll: '投票は使えません。写真を送ってください。',
    dm_forwarded: '転送されたメッセージに写真が見つかりません。写真を送ってください。',
    dm_video: '動画や動くGIFの年齢は変えられません。写真を送ってください。',
    dm_link: 'そのリンクに画像が見つかりません。写真を保存して、ファイルとして送ってください。',
    one_picture: '`{option_image}`、`{option_user}`、`{option_link}`のうち、1つだけを指定してください。',
    message_hidden:
      'Discordの仕様により、そのメッセージの内容が見えません。メッセージのメニューからアプリ → **{menu_photo}**を使うか、写真をアップロードしてください。',
    link_unreadable: 'そのリンクは読み取れません。メッセージのリンクをコピーするか、写真をアップロードしてください。',
    link_other_host:
      '開けるのはDiscordへのリンクだけで、`{host}`は開けません。代わりに写真をアップロードしてください。',
    link_not_a_picture:
      'そのリンクは、メッセージ、メッセージのファイル、プロフィール画像のどれでもありません。代わりに写真をアップロードしてください。',
    link_file_unknown:
      'そのファイルのあるメッセージが見つからず、誰のものかわかりません。メッセージのメニューからアプリ → **{menu_photo}**を使うか、写真をアップロードしてください。',
    link_other_server: 'そのメッセージは別のサーバーにあります。そちらで使うか、写真をアップロードしてください。',
    link_not_seen:
      'そのメッセージを開けません。存在しないか、あなたかボットがチャンネルを見られません。写真をアップロードしてください。',
    link_age_restricted: 'そのメッセージは年齢制限チャンネルにあります。そちらで使ってください。',
    link_unread:
      'いま、そのメッセージを読み取れません。1分後にもう一度リンクを指定するか、写真をアップロードしてください。',
    link_several_pictures:
      'そのメッセージには画像が複数あります。メッセージのメニューからアプリ → **{menu_photo}**で1枚を選んでください。',
    user_without_avatar: 'その人はプロフィール画像を設定していません。/{command_age}で写真を指定してください。',
    target_forgotten: 'どの画像だったか、記録がもう残っていません。メニューをもう一度開いてください。',

    no_face_seen: 'この写真に顔が見つかりません。もっと近くで、まっすぐ写った写真を試してください。',
    photo_seems_sideways: 'この写真は横向きのようです。回転させるか、正しい向きの写真を送ってください。',
    face_seems_small: 'この写真の顔はとても小さいです。顔に寄せて切り抜くか、このまま試してください。',
    which_face: '顔が複数あります。1人から3人までを選んでください。1人ごとに1枚として数えます。',

    age_out_of_range: '年齢は{min}から{max}までの整数で指定してください。この範囲から選んでください。',
    timeline_ages_wrong: '{min}から{max}までの年齢を2つから5つ、「20, 40, 60」のように入力してください。',
    cooldown: '前の画像からまだ時間がたっていません。{when}にまた使えます。',
    paused: '使えないファイルが続けて送られました。{when}にまた使えます。',
    quota_user: '今日の分の画像を使い切りました。{when}にまた使えます。',
    quota_guild: 'このサーバーの今日の分の画像を使い切りました。{when}にまた使えます。',
    budget_spent: 'このボットは今日の上限に達しました。{when}にまた使えます。',
    budget_newcomers:
      '初めて使う人がいま多いため、今日の残りの画像は、以前から使っている人の分として残しています。{when}にまた使えます。',
    too_busy: 'いま、順番待ちの人が多すぎます。{when}にもう一度試してください。',
    channel_closed: 'このチャンネルではオフになっています。別のチャンネルで使ってください。',
    young_face_here:
      '18歳未満の顔は、チャンネルとサーバーに年齢制限がないと確認できる場所でだけ作成します。スポイラーの写真からも作成しません。18以上を選んでください。',
    only_in_servers: 'これはサーバーでだけ使えます。サーバーで使ってください。',
    setting_below_operator: 'ボットの運営者が下限を{least, number}にしています。それ以上の値を選んでください。',
    setting_above_operator: 'ボットの運営者が1日の上限を{most, number}枚にしています。それ以下の値を選んでください。',
    too_many_closed_channels:
      'オフにできるチャンネルは{most}個までです。それ以上は、サーバー設定 → 連携サービスを使ってください。',
    cancelled: 'キャンセルしました。枚数には数えません。',

    blocked: 'ここでは使えません。間違いだと思う場合は、このボットの運営者に問い合わせてください。',
    not_in_this_server:
      'このサーバーでは使えるように設定されていません。追加するよう、このボットの運営者に頼んでください。',
    no_direct_messages: 'ダイレクトメッセージは受け付けていません。サーバーで使ってください。',
    no_user_install: 'このボットを追加したサーバーでだけ使えます。そのサーバーで使ってください。',
    subject_opted_out: 'この人は、自分の画像の年齢をほかの人が変えることを望んでいません。別の写真を選んでください。',
    reference_unknown:
      '過去30日の画像に、その参照コードはありません。画像の下にある、7K2QF-9MXTBのようなコードを確認してください。',
    reported_already:
      'この画像は、もうこのボットの運営者に報告済みです。付け加えることがあれば、明日もう一度報告してください。',
    too_many_reports: '今日の報告の上限に達しました。残りは明日送ってください。',

    no_face: 'この写真に顔が見つかりませんでした。顔がカメラを向いた、はっきりした写真を試してください。',
    face_too_small: 'この写真の顔は小さすぎます。顔に寄せて切り抜いて、もう一度試してください。',
    face_cut_off: '顔が写真の端で切れています。顔全体が写っている写真を使ってください。',
    picture_refused: '画像サービスがこの写真を読み込めませんでした。JPEGで保存して、もう一度送ってください。',
    picture_unreachable: '画像サービスがこの写真をダウンロードできませんでした。1分後にもう一度試してください。',
    picture_too_large: 'この写真は画像サービスには大きすぎます。もっと小さいものを送ってください。',
    face_region_refused:
      '画像サービスが、この写真の顔の位置を受け付けませんでした。その顔だけを切り抜いて、もう一度送ってください。',
    picture_moderated: '画像サービスがこの写真を拒否しました。別の写真を使ってください。',

    rate_limited: 'いま、利用者が多すぎます。数分後にもう一度試してください。',
    endpoint_unfunded: 'いま、写真を加工できません。ボットの運営者には通知済みです。あとでもう一度試してください。',
    endpoint_unauthorised: 'いま、写真を加工できません。ボットの運営者には通知済みです。あとでもう一度試してください。',
    endpoint_disabled: 'いま、写真を加工できません。ボットの運営者には通知済みです。あとでもう一度試してください。',
    endpoint_missing: 'いま、写真を加工できません。ボットの運営者には通知済みです。あとでもう一度試してください。',
    endpoint_rejected: '画像サービスがこの依頼を受け付けませんでした。別の写真を試してください。',
    endpoint_mismatched: '画像サービスがこの依頼を受け付けませんでした。もう一度試すか、別の写真を使ってください。',
    endpoint_forbidden: '画像サービスがこの依頼を拒否しました。あとでもう一度試すか、別の写真を使ってください。',
    endpoint_trouble: '画像サービスで、この写真に問題が起きました。もう一度試すか、別の写真を使ってください。',
    endpoint_unreachable: 'いま、画像サービスにつながりません。数分後にもう一度試してください。',
    endpoint_timeout: '画像サービスの処理に時間がかかりすぎました。もう一度試してください。',
    endpoint_lost: '画像サービスとの接続が切れました。もう一度試してください。',
    endpoint_out_of_order: 'いま、画像サービスが停止しています。あとでもう一度試してください。',
    endpoint_answer_invalid: '画像サービスの応答を読み取れませんでした。もう一度試してください。',

    result_unavailable: '完成した画像をダウンロードできませんでした。もう一度試してください。',
    result_too_heavy: '完成した画像は大きすぎて、ここに投稿できません。もっと小さい写真を試してください。',
    cannot_attach:
      'ここには画像を投稿できません。管理者に「ファイルを添付」の権限を頼むか、ダイレクトメッセージで使ってください。',
    upload_failed: '画像はできましたが、Discordが受け付けませんでした。1分後にもう一度試してください。',

    answer_forgotten: 'その写真へのリンクはもう残っていません。/{command_age}で写真をもう一度指定してください。',
    answer_not_yours:
      'この画像の続きを作れるのは、依頼した人だけです。自分の写真には、/{command_age}か、メッセージのメニューからアプリ → {menu_photo}を使ってください。',
    posted_already: 'この画像はもうここに投稿しました。',
    not_yours_to_post: '投稿できるのは、自分の写真か自分のプロフィール画像から作った画像だけです。',
    bot_may_not_post:
      'ここには投稿できません。このチャンネルで次の権限をボットに付けるよう、管理者に頼んでください：{permission}。',
    person_may_not_post: 'ここに画像を投稿できません。このチャンネルで次の権限が必要です：{permission}。',
    answer_not_yours_to_delete:
      'この画像を削除できるのは、依頼した人、元の画像の持ち主、モデレーターだけです。その誰かに頼んでください。',

    too_fast: '操作が速すぎます。{when}にもう一度試してください。',
    too_fast_dm: '送信が速すぎます。1分待ってから、もう一度送ってください。',
    one_at_a_time: '前の依頼をまだ処理しています。終わってから、もう一度試してください。',

    storage_down: 'いま、データベースを使えません。数分後にもう一度試してください。',
    restarting: '再起動中です。数秒後にもう一度試してください。',
    too_late: 'Discordの制限時間を超えました。もう一度試してください。',
    unknown_command: 'このコマンドはもうありません。Discordを再起動すると、新しいコマンドが表示されます。',
    unknown_control: 'このボタンは古いバージョンのものです。/{command_age}でもう一度依頼してください。',
    internal: 'こちらで問題が起きました。1分後にもう一度試してください。',
  },
};
