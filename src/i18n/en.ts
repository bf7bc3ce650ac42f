/**
 * English, the language that all others fall back to. Its keys are those of every language.
 *
 * `reasons` is the closed set of everything that can go wrong for a person: one plain sentence, then what to do next.
 * `{name}` is filled in from the parameters of the error. Sentences are ICU messages (docs/languages.md): one that
 * depends on a number takes it as `count`. `{command_…}`, `{menu_…}` and `{option_…}` are names that Discord shows.
 */
export const en = {
  texts: {
    answer_title: 'About {age} years old',
    answer_footer: 'AI-altered · {reference}',
    answer_alt: 'Face altered by AI to look about {age}',
    answer_alt_described: '{alt}. The original: {description}',
    working: 'Working on it…',
    place_next: "You're next. I'll start {when}.",
    place_later: "You're number {position} in line. Estimated start: {when}.",
    step: '{done} of {of} pictures are ready. Each counts as one picture.',
    timeline_title: 'From about {first} to about {last} years old',
    timeline_partial: 'Only {made} of {of} pictures could be made.',
    timeline_original: 'The first picture is the original.',
    timeline_alt: 'The original, then the face altered by AI to look about {ages} years old',
    button_cancel: 'Cancel',
    failure_reference: 'Reference: {reference}',
    button_try_again: 'Try again',
    button_try_anyway: 'Try anyway',
    button_turn_left: 'Turn left',
    button_turn_right: 'Turn right',
    button_largest_face: 'The largest face',
    choose_faces: 'Choose faces',
    faces_alt: 'The photo, with a number beside each face. {faces}',
    face_option: '{number}: {place}',
    face_order: 'face {position} of {count} from the left',
    place_left: 'left',
    place_middle: 'middle',
    place_right: 'right',
    place_top: 'top',
    place_bottom: 'bottom',
    size_large: 'large',
    size_smaller: 'smaller',
    cancel_started: "I've already started this picture, so you can't cancel it.",
    cancel_not_yours: 'Only the person who asked for this picture can cancel it.',

    answer_from_message: "From <@{user}>'s message: {link}",
    answer_from_webhook: 'From this message: {link}',
    answer_from_avatar: "From <@{user}>'s profile picture",
    button_older: '{count, plural, one {# year older} other {# years older}}',
    button_younger: '{count, plural, one {# year younger} other {# years younger}}',
    button_another_age: 'Another age…',
    button_before_after: 'Before/after',
    button_post: 'Post here',
    button_posted: 'Posted',
    answer_posted_by: 'Posted by <@{user}>',
    permission_view: 'View Channel',
    permission_send: 'Send Messages',
    permission_send_in_threads: 'Send Messages in Threads',
    permission_embed: 'Embed Links',
    permission_attach: 'Attach Files',
    button_delete: 'Delete',
    button_report: 'Report',
    before_after_beside: 'Left: the original. Right: about {age} years old.',
    before_after_stacked: 'Top: the original. Bottom: about {age} years old.',
    before_after_alt: 'Two pictures, one with the face altered by AI. {places}',

    age_choice_child: 'Child ({age})',
    age_form_title: 'Change the age',
    age_form_age: 'How old should the face look?',
    age_form_range: 'In years, from {min} to {max}',
    age_form_picture: 'Which picture?',
    age_form_numbered: 'Picture {number}',

    help_intro: 'I change the age of the face in a photo.',
    help_command: '`/{name}`: {description}.',
    help_command_needs: '`/{name}`: {description}. You need the {permission} permission.',
    help_message: "In a message's menu (right-click it, or press and hold): Apps → **{name}**.",
    help_user: "In a person's menu: Apps → **{name}**.",
    help_options:
      'Give me one of these: `{option_image}`, `{option_user}` (for their profile picture) or `{option_link}` (of a message). With the option `{option_private}`, only you see the answer.',
    help_others_private: "If you use somebody else's picture, only you see the answer.",
    help_others_server:
      "If you use somebody else's picture, only you see the answer, unless this server's settings make it public.",
    help_buttons:
      'Buttons under each answer: older, younger, another age, before/after, delete and report. **Post here** shows a private answer about your own picture to everyone.',
    help_dm: 'Here you can also just write to me: send a photo, then a number such as 60.',
    help_dm_link: 'You can also send me a photo in a direct message.',
    help_installed:
      "You've added me to your account, so you can use me in any server, group or direct message. In servers that don't allow external apps, only you see my answers.",
    help_data:
      'Your photo is sent to Ace Data Cloud, and probably on to Tencent Cloud, to be changed. I keep only an encrypted link to it, for one day.',
    help_language: 'Language',
    help_language_discord: 'Same as Discord',
    help_no_external_apps:
      "You don't have the {permission} permission in this channel, so only you see my answers here.",
    permission_manage_server: 'Manage Server',
    permission_external_apps: 'Use External Apps',
    help_button_dm: 'Open direct messages',
    help_button_privacy: 'Privacy',
    help_button_support: 'Support',

    dm_greeting:
      'I change the age of a face. Send me a photo and say how old it should look, from {min} to {max}. Photos are sent to Ace Data Cloud, and probably on to Tencent Cloud, to be changed. Write "stop" to make me forget our conversation. More: `/{command_privacy}`.',
    report_title: 'Report {reference}',
    report_reason: "What's wrong with this picture?",
    report_to_whom: 'The people who run this bot see your report and your name.',
    report_taken:
      "Thanks. Your report of picture {reference} goes to the people who run this bot. If the picture breaks Discord's rules, also use Report Message in the message's menu.",

    privacy_photos:
      "**Your photos.** The photos you give me are sent to Ace Data Cloud, and probably on to Tencent Cloud, to be changed. The result can stay available there for a day. I don't keep a photo after you have your answer.",
    privacy_kept:
      "**What I keep.** For the buttons, encrypted and for 24 hours: the link to the photo and its description, whose message it's from, and where in it the chosen faces are. For our direct messages: which message we were on, for a day, and that I've introduced myself. How many pictures you've had today. Your language, for up to 180 days. The day of your first picture, without your name, for 60 days after the last. For reports, for 30 days: the reference of each answer or failure, and who asked for it, where, when, for which age, from what kind of source and how it ended, but no picture and no link. Your reports, for 30 days.",
    privacy_opted_in:
      "**Others and your pictures.** Others can use my menus and commands on your messages and your avatar. If you don't want that, press the first button.",
    privacy_opted_out:
      "**Others and your pictures.** I don't age your avatar or the pictures in your messages for anybody but you.",
    privacy_copies:
      "I can't recognise a photo of you that somebody else uploads or forwards. Press Report under the answer, or use `/{command_report}` with the reference shown there.",
    privacy_deletion:
      '**Delete my data** works immediately and deletes our conversation, your language, what the buttons need, and your counts. It keeps your choice about others, because deleting it would undo it, and it keeps reports and the references for them. You still receive the pictures that are being made right now.',
    button_opt_out: "Don't let others age my pictures",
    button_opt_in: 'Let others age my pictures',
    button_show_data: 'Show my data',
    data_shown: "Here's everything that I keep about you, except cooldowns, which end within seconds.",
    button_delete_data: 'Delete my data',
    data_deleted:
      "Deleted: our conversation, your language, what the buttons need, and your counts. Kept: your choice about others and your pictures, reports, and for 30 days the references for them. Today's pictures still count toward the daily limit until midnight (UTC), without your name.",

    dm_help:
      'Send me a photo and say how old the face should look, such as "60" or "10 years younger". I continue from the same photo until you send another. Write "stop" to make me forget it.',
    dm_hello: 'Hi! Send me a photo and say how old the face should look, such as "60".',
    dm_welcome: "You're very welcome.",
    dm_how_old: 'How old should the face look?',
    dm_which: 'Which of these {count} photos?',
    dm_no_photo: "I don't have a photo from you to continue from. Send me one.",
    dm_no_answer: "I don't have a picture here to compare. Send me a photo and say how old the face should look.",
    dm_not_a_message:
      "That photo wasn't sent in a message here, so you can't continue from it by writing to me. Use the buttons under the answer, or send me the photo.",
    dm_oldest: "I can't make a face look older than {age}. Ask for a younger age.",
    dm_youngest: "I can't make a face look younger than {age}. Ask for an older age.",
    dm_forgotten:
      "I've forgotten our conversation: which photo it was about, and what the buttons need. The messages stay here until somebody deletes them.",

    on: 'on',
    off: 'off',
    settings_head: "This server's settings:",
    settings_changed: "Saved. This server's settings are now:",
    setting_default: '{setting} (default)',
    setting_own: '{setting} (set here)',
    setting_limited: "{setting} (set here, limited by the bot's operator)",
    settings_more: 'To choose who can use which command, and where, go to Server Settings → Integrations.',
    setting_cooldown: 'Minimum time between pictures: {count, plural, one {# second} other {# seconds}}',
    setting_quota: 'Pictures per day: {pictures, number}',
    setting_no_quota: 'Pictures per day: no limit',
    setting_min_age: 'Youngest age that people can ask for: {years}',
    setting_closed: 'Turned off in: {channels}',
    setting_none_closed: 'Turned on in all channels',
    setting_private: 'Answers are private by default: {state}',
    setting_others_public: "Answers about somebody else's picture can be public: {state}",

    usage_yours:
      "You've used {used, number} of {count, plural, one {# picture} other {# pictures}} today; {left, number} left.",
    usage_yours_unlimited: "You've used {count, plural, one {# picture} other {# pictures}} today.",
    usage_server:
      'This server has used {used, number} of {count, plural, one {# picture} other {# pictures}} today; {left, number} left.',
    usage_server_unlimited: 'This server has used {count, plural, one {# picture} other {# pictures}} today.',
    usage_reset: 'The count resets {when}.',
  },

  reasons: {
    // The picture as the person sent it
    picture_not_a_picture: "I can't read that file as a picture. Send a photo as JPEG or PNG.",
    picture_empty: 'That file is empty. Send the photo again.',
    picture_too_heavy: 'That picture is larger than 25 MB. Send a smaller copy.',
    picture_too_small: 'That picture is too small: its shorter side must be at least 64 pixels. Send a larger one.',
    picture_too_narrow: 'That picture is too long and narrow. Crop it around the face and send it again.',
    picture_too_many_pixels: 'That picture has more than 50 megapixels. Send a smaller copy.',
    picture_needs_memory: 'That picture takes too much memory to open. Send a smaller copy.',
    picture_damaged: "That picture is damaged and can't be opened. Send another copy.",
    picture_format_unsupported: "I can't use {format} pictures. Send the photo as JPEG or PNG.",
    picture_gone: "I couldn't download that picture from Discord. Send it again.",
    picture_too_slow: 'That picture downloads too slowly. Save it, and send it as a file.',
    picture_unavailable: "I couldn't download that picture from Discord right now. Try again in a minute.",
    picture_not_passed_on: "I couldn't send this photo to the picture service. Try again in a minute.",
    pictures_unavailable: "I can't open photos right now. The bot's operator has been told. Try again later.",
    picture_took_too_long: 'That picture took too long to open. Send a smaller or simpler copy.',

    message_without_picture: "I didn't find a picture in that message. Use this on a message with a photo.",
    message_with_sticker: "I can't age stickers. Use this on a message with a photo.",
    message_with_video: "I can't age videos or moving GIFs. Use this on a message with a photo.",
    message_with_voice: "I can't use voice messages. Use this on a message with a photo.",
    message_with_poll: "I can't use polls. Use this on a message with a photo.",
    dm_sticker: "I can't use stickers. Send me a photo.",
    dm_voice: "I can't use voice messages. Send me a photo.",
    dm_poll: "I can't use polls. Send me a photo.",
    dm_forwarded: "I don't see a photo in the forwarded message. Send me a photo.",
    dm_video: "I can't age videos or moving GIFs. Send me a photo.",
    dm_link: "I don't see a picture at that link. Save the photo and send it to me as a file.",
    one_picture: 'Give me exactly one of these three: `{option_image}`, `{option_user}` or `{option_link}`.',
    message_hidden:
      "Discord doesn't show me what's in that message. Use Apps → **{menu_photo}** in its menu, or upload the photo.",
    link_unreadable: "I can't read that link. Copy the link of a message, or upload the photo.",
    link_other_host: 'I can only open Discord links, not links to `{host}`. Upload the photo instead.',
    link_not_a_picture:
      "That link isn't to a message, to a file in a message or to a profile picture. Upload the photo instead.",
    link_file_unknown:
      "I can't find the message with that file, so I don't know whose it is. Use Apps → **{menu_photo}** in the message's menu, or upload the photo.",
    link_other_server: 'That message is in another server. Use me there, or upload the photo.',
    link_not_seen: "I can't open that message: it doesn't exist, or you or I can't read its channel. Upload the photo.",
    link_age_restricted: 'That message is in an age-restricted channel. Use me there.',
    link_unread: "I couldn't read that message right now. Give me the link again in a minute, or upload the photo.",
    link_several_pictures: 'That message has several pictures. Use Apps → **{menu_photo}** in its menu to choose one.',
    user_without_avatar: "That person doesn't have a profile picture. Give me a photo with /{command_age}.",
    target_forgotten: 'I no longer know which picture that was about. Open the menu again.',

    // What the bot sees in the picture, before anything is paid
    no_face_seen: "I can't see a face in this photo. Try a closer, upright one.",
    photo_seems_sideways: 'This photo seems to be sideways. Turn it, or send an upright one.',
    face_seems_small: 'The face in this photo is very small. Crop closer to it, or try anyway.',
    which_face: 'There are several faces. Choose one to three of them. Each counts as one picture.',

    // What the person asked for
    age_out_of_range: 'The age must be a whole number from {min} to {max}. Choose one in that range.',
    timeline_ages_wrong: 'Enter two to five ages from {min} to {max}, such as "20, 40, 60".',
    cooldown: "It's too soon after the last picture here. You can ask again {when}.",
    paused: "You've sent several files that I couldn't use. You can ask again {when}.",
    quota_user: "You've used all your pictures for today. You can ask again {when}.",
    quota_guild: 'This server has used all its pictures for today. You can ask again {when}.',
    budget_spent: 'This bot has reached its limit for today. You can ask again {when}.',
    budget_newcomers:
      "Many people are trying me for the first time, and the rest of today's pictures are reserved for people who have used me before. You can ask again {when}.",
    too_busy: 'Too many people are waiting right now. Try again {when}.',
    channel_closed: "I'm turned off in this channel. Use another one.",
    young_face_here:
      "I only make faces under 18 if I can tell that the channel and the server aren't age-restricted, and never from photos marked as spoilers. Choose 18 or more.",
    only_in_servers: 'This only works in servers. Use it there.',
    setting_below_operator: "The bot's operator has set a minimum of {least, number}. Choose that or more.",
    setting_above_operator: "The bot's operator has set a limit of {most, number} per day. Choose that or less.",
    too_many_closed_channels:
      'You can turn me off in at most {most} channels here. For more, use Server Settings → Integrations.',
    cancelled: "Cancelled. It doesn't count.",

    // Who may use the bot, and whose pictures
    blocked: "I'm not available here. If you think that this is a mistake, ask the people who run this bot.",
    not_in_this_server: "I'm not set up for this server. Ask the people who run this bot to add it.",
    no_direct_messages: "I don't accept direct messages. Use me in a server.",
    no_user_install: 'I only work in servers that have added me. Use me in one of those.',
    subject_opted_out: "This person doesn't want others to age their pictures. Choose another photo.",
    reference_unknown:
      "I don't know a picture from the last 30 days with that reference. Check it: it's shown under the picture, such as 7K2QF-9MXTB.",
    reported_already:
      "You've already reported this picture to the people who run this bot. If there's more to say, report it again tomorrow.",
    too_many_reports: "You've sent too many reports today. Send the others tomorrow.",

    // What the endpoint says about the picture
    no_face: "I couldn't find a face in this photo. Try a clear photo with the face towards the camera.",
    face_too_small: 'The face in this photo is too small. Crop closer to it and try again.',
    face_cut_off: 'The face is cut off at the edge of the photo. Use one that shows the whole face.',
    picture_refused: "The picture service couldn't read this photo. Save it as JPEG and send it again.",
    picture_unreachable: "The picture service couldn't download this photo. Try again in a minute.",
    picture_too_large: 'This photo is too large for the picture service. Send a smaller copy.',
    face_region_refused:
      "The picture service didn't accept the position of the face in this photo. Crop the photo to that face and send it again.",
    picture_moderated: 'The picture service refused this photo. Use a different one.',

    // What the endpoint says about itself
    rate_limited: 'Too many people are asking right now. Try again in a few minutes.',
    endpoint_unfunded: "I can't change photos right now. The bot's operator has been told. Try again later.",
    endpoint_unauthorised: "I can't change photos right now. The bot's operator has been told. Try again later.",
    endpoint_disabled: "I can't change photos right now. The bot's operator has been told. Try again later.",
    endpoint_missing: "I can't change photos right now. The bot's operator has been told. Try again later.",
    endpoint_rejected: "The picture service didn't accept this request. Try another photo.",
    endpoint_mismatched: "The picture service didn't accept this request. Try again, or use another photo.",
    endpoint_forbidden: 'The picture service refused this request. Try again later, or use another photo.',
    endpoint_trouble: 'The picture service had a problem with this photo. Try again, or use another photo.',
    endpoint_unreachable: "The picture service can't be reached right now. Try again in a few minutes.",
    endpoint_timeout: 'The picture service took too long. Try again.',
    endpoint_lost: 'The connection to the picture service was lost. Try again.',
    endpoint_out_of_order: 'The picture service is down right now. Try again later.',
    endpoint_answer_invalid: "The picture service sent a response that I can't read. Try again.",

    // Downloading and sending the result
    result_unavailable: "I couldn't download the finished picture. Try again.",
    result_too_heavy: 'The finished picture is too large to post here. Try a smaller photo.',
    cannot_attach:
      "I'm not allowed to post pictures here. Ask an admin for the Attach Files permission, or use me in a direct message.",
    upload_failed: "The picture is ready, but Discord didn't accept it. Try again in a minute.",

    // Buttons under an answer
    answer_forgotten: 'I no longer have the link to that photo. Give me the photo again with /{command_age}.',
    answer_not_yours:
      "Only the person who asked for this picture can continue from it. For a photo of your own, use /{command_age}, or Apps → {menu_photo} in a message's menu.",
    posted_already: "I've already posted this picture here.",
    not_yours_to_post: 'I only post pictures that were made from your own photo or profile picture.',
    bot_may_not_post: "I can't post here. Ask an admin to give me this permission in this channel: {permission}.",
    person_may_not_post: "You can't post pictures here. You need this permission in this channel: {permission}.",
    answer_not_yours_to_delete:
      "Only the person who asked for this picture, the original picture's owner, and moderators can delete it. Ask one of them.",

    too_fast: "That's too fast for me. You can try again {when}.",
    too_fast_dm: "That's too fast for me. Wait a minute, then write again.",
    one_at_a_time: "I'm still working on your last one. Try again when it's done.",

    // The bot itself
    storage_down: 'My database is unavailable. Try again in a few minutes.',
    restarting: "I'm restarting. Try again in a few seconds.",
    too_late: 'This took longer than Discord allows. Try again.',
    unknown_command: 'I no longer have this command. Restart Discord to see the new ones.',
    unknown_control: 'This button is from an older version of me. Ask again with /{command_age}.',
    internal: 'Something went wrong on my side. Try again in a minute.',
  },
} as const;
