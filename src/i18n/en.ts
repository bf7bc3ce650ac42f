/**
 * English, the language that all others fall back to. Its keys are those of every language.
 *
 * `reasons` is the closed set of everything that can go wrong for a person: one plain sentence, then what to do next.
 * `{name}` is filled in from the parameters of the error. A text that depends on a number has a form for each plural
 * category of its language, `…_one` and `…_other` in English, and takes the number as `count`.
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
    timeline_alt: 'Face altered by AI to look about {ages} years old',
    button_cancel: 'Cancel',
    failure_reference: 'Reference: {reference}',
    button_try_again: 'Try again',
    button_try_anyway: 'Try anyway',
    button_turn_left: 'Turn left',
    button_turn_right: 'Turn right',
    button_largest_face: 'The largest face',
    choose_faces: 'Choose faces',
    face_option: '{number}: {place}, {size}',
    place_left: 'left',
    place_middle: 'middle',
    place_right: 'right',
    size_large: 'large',
    size_smaller: 'smaller',
    cancel_started: "I've already started this picture, so you can't cancel it.",
    cancel_not_yours: 'Only the person who asked for this picture can cancel it.',

    answer_from_message: "From <@{user}>'s message: {link}",
    answer_from_webhook: 'From this message: {link}',
    answer_from_avatar: "From <@{user}>'s profile picture",
    button_older: 'Older',
    button_younger: 'Younger',
    button_another_age: 'Another age…',
    button_before_after: 'Before/after',
    button_delete: 'Delete',
    button_report: 'Report',
    before_after_alt: 'Two pictures side by side: before, and after with the face altered by AI',

    age_form_title: 'Change the age',
    age_form_age: 'How old should the face look?',
    age_form_range: 'In years, from {min} to {max}',
    age_form_picture: 'Which picture?',
    age_form_numbered: 'Picture {number}',

    help_intro: 'I change the age of the face in a photo.',
    help_command:
      '`/age`: upload a photo and choose an age from {min} to {max}. With `private: True`, only you see the answer.',
    help_message: "In a message's menu (right-click it, or press and hold): Apps → **Age this photo**.",
    help_user: "In a person's menu: Apps → **Age this avatar**.",
    help_others_private: "If you use somebody else's picture, only you see the answer.",
    help_others_server:
      "If you use somebody else's picture, only you see the answer, unless this server's settings make it public.",
    help_buttons: 'Buttons under each answer: older, younger, another age, before/after, delete and report.',
    help_dm: 'Here you can also just write to me: send a photo, then a number such as 60.',
    help_dm_link: 'You can also send me a photo in a direct message.',
    help_installed:
      "You've added me to your account, so you can use me in any server, group or direct message. In servers that don't allow external apps, only you see my answers.",
    help_data:
      'Your photo is sent to Ace Data Cloud, and probably on to Tencent Cloud, to be changed. I keep only an encrypted link to it, for one day.',
    help_privacy:
      '`/age-privacy`: see what I keep, decide whether others can age your pictures, and delete your data. `/age-report`: report a picture.',
    help_button_dm: 'Open direct messages',
    help_button_privacy: 'Privacy',
    help_button_support: 'Support',

    dm_greeting:
      'I change the age of a face. Send me a photo and say how old it should look, from {min} to {max}. Photos are sent to Ace Data Cloud, and probably on to Tencent Cloud, to be changed. Write "stop" to make me forget our conversation. More: `/age-privacy`.',
    report_title: 'Report {reference}',
    report_reason: "What's wrong with this picture?",
    report_to_whom: 'The people who run this bot see your report and your name.',
    report_taken:
      "Thanks. Your report of picture {reference} goes to the people who run this bot. If the picture breaks Discord's rules, also use Report Message in the message's menu.",

    privacy_photos:
      "**Your photos.** The photos you give me are sent to Ace Data Cloud, and probably on to Tencent Cloud, to be changed. The result can stay available there for a day. I don't keep a photo after you have your answer.",
    privacy_kept:
      "**What I keep.** For the buttons, encrypted and for 24 hours: the link to the photo and its description, whose message it's from, and where in it the chosen faces are. For our direct messages: which message we were on, for a day, and that I've introduced myself. How many pictures you've had today. For reports, for 30 days: the reference of each answer or failure, and who asked for it, where, when, for which age, from what kind of source and how it ended, but no picture and no link. Your reports, until they reach the people who run this bot.",
    privacy_opted_in:
      "**Others and your pictures.** Others can use my menus on your messages and your avatar. If you don't want that, press the first button.",
    privacy_opted_out:
      "**Others and your pictures.** I don't age your avatar or the pictures in your messages for anybody but you.",
    privacy_copies:
      "I can't recognise a photo of you that somebody else uploads or forwards. Press Report under the answer, or use `/age-report` with the reference shown there.",
    privacy_deletion:
      '**Delete my data** works immediately and deletes our conversation, what the buttons need, and your counts. It keeps your choice about others, because deleting it would undo it, and it keeps reports and the references for them. You still receive the pictures that are being made right now.',
    button_opt_out: "Don't let others age my pictures",
    button_opt_in: 'Let others age my pictures',
    button_delete_data: 'Delete my data',
    data_deleted:
      "Deleted: our conversation, what the buttons need, and your counts. Kept: your choice about others and your pictures, reports, and for 30 days the references for them. Today's pictures still count toward the daily limit until midnight (UTC), without your name.",

    dm_help:
      'Send me a photo and say how old the face should look, such as "60" or "10 years younger". I continue from the same photo until you send another. Write "stop" to make me forget it.',
    dm_how_old: 'How old should the face look?',
    dm_which: 'Which of these {count} photos?',
    dm_no_photo: "I don't have a photo from you to continue from. Send me one.",
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
    settings_more: 'To choose who can use which command, and where, go to Server Settings → Integrations.',
    setting_cooldown_one: 'Minimum time between pictures: {count} second',
    setting_cooldown_other: 'Minimum time between pictures: {count} seconds',
    setting_quota: 'Pictures per day: {pictures}',
    setting_no_quota: 'Pictures per day: no limit',
    setting_min_age: 'Youngest age that people can ask for: {years}',
    setting_closed: 'Turned off in: {channels}',
    setting_none_closed: 'Turned on in all channels',
    setting_private: 'Answers are private by default: {state}',
    setting_others_public: "Answers about somebody else's picture can be public: {state}",

    usage_yours_one: "You've used {used} of {count} picture today; {left} left.",
    usage_yours_other: "You've used {used} of {count} pictures today; {left} left.",
    usage_yours_unlimited_one: "You've used {count} picture today.",
    usage_yours_unlimited_other: "You've used {count} pictures today.",
    usage_server_one: 'This server has used {used} of {count} picture today; {left} left.',
    usage_server_other: 'This server has used {used} of {count} pictures today; {left} left.',
    usage_server_unlimited_one: 'This server has used {count} picture today.',
    usage_server_unlimited_other: 'This server has used {count} pictures today.',
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
    picture_damaged: "That picture is damaged and can't be opened. Send another copy.",
    picture_format_unsupported: "I can't use {format} pictures. Send the photo as JPEG or PNG.",
    picture_sideways: 'That photo is stored on its side. Rotate it, save it as JPEG or PNG, and send it again.',
    picture_gone: "I couldn't download that picture from Discord. Send it again.",
    picture_not_passed_on: "I couldn't send this photo to the picture service. Try again in a minute.",
    pictures_unavailable: "I can't open photos right now. The bot's operator has been told. Try again later.",
    picture_took_too_long: 'That picture took too long to open. Send a smaller or simpler copy.',

    message_without_picture: "I didn't find a picture in that message. Use this on a message with a photo.",
    message_with_sticker: "I can't age stickers. Use this on a message with a photo.",
    message_with_video: "I can't age videos or moving GIFs. Use this on a message with a photo.",
    dm_sticker: "I can't age stickers. Send me a photo.",
    dm_video: "I can't age videos or moving GIFs. Send me a photo.",
    dm_link: "I don't see a picture at that link. Save the photo and send it to me as a file.",
    user_without_avatar: "That person doesn't have a profile picture. Give me a photo with /age.",
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
    quota_user: "You've used all your pictures for today. You can ask again {when}.",
    quota_guild: 'This server has used all its pictures for today. You can ask again {when}.',
    budget_spent: 'This bot has reached its limit for today. You can ask again {when}.',
    too_busy: 'Too many people are waiting right now. Try again {when}.',
    channel_closed: "I'm turned off in this channel. Use another one.",
    young_face_here:
      "I make faces under 18 only where I can tell that the channel and the server aren't age-restricted, and not from photos that are marked as spoilers. Choose 18 or more.",
    only_in_servers: 'This works only in a server. Use it there.',
    setting_above_operator: "The bot's operator has set a limit of {most} per day. Choose that or less.",
    too_many_closed_channels:
      'You can turn me off in at most {most} channels here. For more, use Server Settings → Integrations.',
    cancelled: "Cancelled. It doesn't count.",

    // Who may use the bot, and whose pictures
    blocked: "I'm not available here. If you think that this is a mistake, ask the people who run this bot.",
    not_in_this_server: "I'm not set up for this server. Ask the people who run this bot to add it.",
    no_direct_messages: "I don't accept direct messages. Use me in a server.",
    no_user_install: 'I work only in servers that have added me. Use me in one of those.',
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
    endpoint_answer_invalid: "The picture service sent an answer that I can't read. Try again.",

    // Downloading and sending the result
    result_unavailable: "I couldn't download the finished picture. Try again.",
    result_too_heavy: 'The finished picture is too large to post here. Try a smaller photo.',
    cannot_attach:
      "I'm not allowed to post pictures here. Ask an admin for the Attach Files permission, or use me in a direct message.",
    upload_failed: "The picture is ready, but Discord didn't accept it. Try again in a minute.",

    // Buttons under an answer
    answer_forgotten: 'I no longer have the link to that photo. Give me the photo again with /age.',
    answer_not_yours:
      "Only the person who asked for this picture can continue from it. For a photo of your own, use /age, or Apps → Age this photo in a message's menu.",
    answer_not_yours_to_delete:
      "Only the person who asked for this picture, the original picture's owner, and moderators can delete it. Ask one of them.",

    // The bot itself
    storage_down: 'My database is unavailable. Try again in a few minutes.',
    restarting: "I'm restarting. Try again in a few seconds.",
    too_late: 'This took longer than Discord allows. Try again.',
    unknown_command: 'I no longer have this command. Restart Discord to see the new ones.',
    unknown_control: 'This button is from an older version of me. Ask again with /age.',
    internal: 'Something went wrong on my side. Try again in a minute.',
  },
} as const;
