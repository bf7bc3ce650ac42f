/**
 * English, the language that all others fall back to.
 *
 * `reasons` is the closed set of everything that can go wrong for a person: one plain sentence, then what to do next.
 * `{name}` is filled in from the parameters of the error.
 */
export const en = {
  texts: {
    answer_title: 'About {age} years old',
    answer_footer: 'AI-altered · {reference}',
    answer_alt: 'Face altered by AI to look about {age}',
    answer_alt_described: '{alt}. The original: {description}',
    working: 'Working on it…',
    place_next: 'You are next. I start {when}.',
    place_later: 'You are number {position} in the line. I start about {when}.',
    step: '{done} of {of} pictures are made; each of them counts.',
    timeline_title: 'From about {first} to about {last} years old',
    timeline_partial: 'Only {made} of {of} pictures could be made.',
    timeline_alt: 'Face altered by AI to look about {ages} years old',
    button_cancel: 'Cancel',
    button_try_anyway: 'Try anyway',
    button_turn_left: 'Turn left',
    button_turn_right: 'Turn right',
    button_largest_face: 'The largest face',
    choose_faces: 'Which faces?',
    face_option: '{number}: {place}, {size}',
    place_left: 'left',
    place_middle: 'middle',
    place_right: 'right',
    size_large: 'large',
    size_smaller: 'smaller',
    cancel_started: 'It is being made already and cannot be cancelled any more.',
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
    age_form_range: 'Years, from {min} to {max}',
    age_form_picture: 'Which picture?',
    age_form_numbered: 'Picture {number}',

    help_intro: 'I change the age of the face in a photo.',
    help_command:
      '`/age`: give me a photo and an age from {min} to {max}. With `private: True` only you see the answer.',
    help_message: 'In the menu of a message (right-click it, or hold it): Apps → **Age this photo**.',
    help_user: 'In the menu of a person: Apps → **Age this avatar**.',
    help_others_private: "What you make of somebody else's picture only you see.",
    help_others_server: "What you make of somebody else's picture only you see, unless this server has it otherwise.",
    help_buttons: 'Under each answer: older, younger, another age, before and after, and delete.',
    help_dm: 'Here you can also just write to me: send a photo, then a number such as 60.',
    help_dm_link: 'You can also send me a photo in a direct message.',
    help_installed:
      'You have added me to your account, so you can use me in any server, group and direct message. In a server that does not allow outside apps, only you see what I answer.',
    help_data:
      'Your photo goes to Ace Data Cloud, and probably on to Tencent Cloud, to be changed. I keep only its link, for a day and encrypted.',
    help_privacy:
      '`/age-privacy`: what I keep, whether others may age your pictures, and how to delete your data. `/age-report` reports a picture.',
    help_button_dm: 'Open direct messages',
    help_button_privacy: 'Privacy',
    help_button_support: 'Support',

    dm_greeting:
      'I change the age of a face: send me a photo and say how old it should look, from {min} to {max}. Photos go to Ace Data Cloud, and probably on to Tencent Cloud, to be changed; write "stop" and I forget our conversation. More: `/age-privacy`.',
    report_title: 'Report {reference}',
    report_reason: 'What is wrong with this picture?',
    report_to_whom: 'The people who run this bot read it, with your name.',
    report_taken:
      'Thank you. Your report of picture {reference} goes to the people who run this bot. For rules of Discord that were broken, use Report Message in the menu of the message, too.',

    privacy_photos:
      '**Your photos.** A photo that you give me goes to Ace Data Cloud, and probably on to Tencent Cloud, to be changed; there the result may stay reachable for a day. I keep no photo once you have your answer.',
    privacy_kept:
      '**What I keep.** For the buttons, encrypted and for 24 hours: the link to the photo and its description, whose message it is from, and where in it the chosen faces are. For our direct messages: which message we were at, for a day, and that we have met. How many pictures you have had today. For reports: the reference of each answer, with who asked for it, where, when, for which age and from what kind of source, for 30 days; no picture and no link. What you report, until the people who run me have been told.',
    privacy_opted_in:
      '**Others and your pictures.** Others may use my menus on your messages and your avatar. If you do not want that, press the first button.',
    privacy_opted_out:
      '**Others and your pictures.** I do not age the pictures in your messages, or your avatar, for anybody but you.',
    privacy_copies:
      'A photo of you that somebody else uploads or forwards I cannot recognise. Press Report under the answer, or use `/age-report` with the reference that stands there.',
    privacy_deletion:
      '**Delete my data** acts at once: our conversation, what the buttons need, your counts. Your choice about others stays, since deleting it would undo it, and so do reports and the references for them. What is being made right now still reaches you.',
    button_opt_out: "Don't let others age my pictures",
    button_opt_in: 'Let others age my pictures',
    button_delete_data: 'Delete my data',
    data_deleted:
      'Deleted: our conversation, what the buttons need, and your counts. Kept: your choice about others and your pictures, reports, and for 30 days the references for them. So that a limit holds, what you have had today still counts until midnight (UTC), without your name.',

    dm_help:
      'Send me a photo and say how old the face should look, such as "60" or "10 years younger". I go on from the same photo until you send another; write "stop" and I forget it.',
    dm_how_old: 'How old should the face look?',
    dm_which: 'Which of these {count} photos?',
    dm_no_photo: 'I have no photo from you to go on from. Send me one.',
    dm_not_a_message:
      'That photo did not come in a message here, so I cannot go on from it by words. Use the buttons under the answer, or send me the photo.',
    dm_oldest: 'I cannot make a face look older than {age}. You can ask for a younger one.',
    dm_youngest: 'I cannot make a face look younger than {age}. You can ask for an older one.',
    dm_forgotten:
      'I have forgotten our conversation: which photo it was about, and what the buttons need. The messages stay here until somebody deletes them.',

    on: 'on',
    off: 'off',
    settings_head: 'The settings of this server:',
    settings_changed: 'Done. The settings of this server are now:',
    settings_more: 'Who may use which command, and where, you set under Server Settings → Integrations.',
    setting_cooldown: 'Pause between two pictures: {seconds} seconds',
    setting_quota: 'Pictures a day: {pictures}',
    setting_no_quota: 'Pictures a day: no limit',
    setting_min_age: 'Youngest age that may be asked for: {years}',
    setting_closed: 'Switched off in: {channels}',
    setting_none_closed: 'Switched on in all channels',
    setting_private: 'Answers are private unless the person says otherwise: {state}',
    setting_others_public: "Answers about somebody else's picture may be public: {state}",

    usage_yours: 'You have had {used} of {limit} pictures today; {left} are left.',
    usage_yours_unlimited: 'You have had {used} pictures today.',
    usage_server: 'This server has had {used} of {limit} pictures today; {left} are left.',
    usage_server_unlimited: 'This server has had {used} pictures today.',
    usage_reset: 'The count begins again {when}.',
  },

  reasons: {
    // The picture as it was given
    picture_not_a_picture: 'That file is not a picture that I can read. Send a photo as JPEG or PNG.',
    picture_empty: 'That file is empty. Send the photo once more.',
    picture_too_heavy: 'That picture is larger than 25 MB. Send a smaller copy.',
    picture_too_small: 'That picture is too small: its short side must be at least 64 pixels. Send a larger one.',
    picture_too_narrow: 'That picture is too long and narrow. Crop it around the face and send it again.',
    picture_too_many_pixels: 'That picture has more than 50 megapixels. Send a smaller copy.',
    picture_damaged: 'That picture is damaged and cannot be opened. Send another copy of it.',
    picture_format_unsupported: 'I cannot use {format} pictures. Send the photo as JPEG or PNG.',
    picture_sideways: 'That photo is stored on its side. Rotate it, save it as JPEG or PNG, and send it again.',
    picture_gone: 'I could not fetch that picture from Discord any more. Send it again.',
    picture_not_passed_on: 'I could not pass this photo on to the picture service. Try again in a minute.',
    pictures_unavailable: 'I cannot open photos just now. The operator of this bot has to fix it; try again later.',
    picture_took_too_long: 'That picture took too long to open. Send a smaller or simpler copy.',

    message_without_picture: 'I found no picture in that message. Use this on a message with a photo.',
    message_with_sticker: 'I cannot age stickers. Use this on a message with a photo.',
    message_with_video: 'I cannot age videos or moving GIFs. Use this on a message with a photo.',
    dm_sticker: 'I cannot age stickers. Send me a photo.',
    dm_video: 'I cannot age videos or moving GIFs. Send me a photo.',
    dm_link: 'I see no picture at that link. Save the photo and send it to me as a file.',
    user_without_avatar: 'That person has no picture in their profile. Give me a photo with /age.',
    target_forgotten: 'I no longer know which picture that was about. Open the menu once more.',

    // What the bot itself sees in the picture, before anything is paid
    no_face_seen: "I can't see a face in this photo. Try a closer, upright one.",
    photo_seems_sideways: 'This photo seems to lie on its side. Turn it, or send an upright one.',
    face_seems_small: 'The face in this photo is very small. Crop closer to it, or try anyway.',
    which_face: 'There are several faces. Choose one to three of them; each counts as one picture.',

    // What was asked for
    age_out_of_range: 'The age must be a whole number from {min} to {max}. Choose one in that range.',
    timeline_ages_wrong: 'I need two to five ages from {min} to {max}, such as "20, 40, 60". Write them like that.',
    cooldown: 'That was too soon after the last picture here. You can ask again {when}.',
    quota_user: 'You have had all your pictures for today. You can ask again {when}.',
    quota_guild: 'This server has had all its pictures for today. You can ask again {when}.',
    budget_spent: 'This bot has made all the pictures that it may make today. You can ask again {when}.',
    too_busy: 'Too many people are waiting right now. Try again {when}.',
    channel_closed: 'I am switched off in this channel. Use another one.',
    young_face_here:
      'I make faces under 18 only where I can tell that the channel and the server are not age-restricted, and not of photos behind a spoiler. Choose 18 or more.',
    only_in_servers: 'This works only in a server. Use it there.',
    setting_above_operator: 'The operator of this bot allows at most {most} pictures a day. Choose that or less.',
    too_many_closed_channels:
      'At most {most} channels can be switched off here. Use Server Settings → Integrations for more.',
    cancelled: 'Cancelled. It does not count.',

    // Who may use the bot, and whose pictures
    blocked: 'I am not available here. Ask the people who run this bot if you think that this is a mistake.',
    not_in_this_server: 'I am set up for other servers. Ask the people who run this bot to add this one.',
    no_direct_messages: 'I do not take direct messages. Use me in a server.',
    no_user_install: 'I work only in servers that have added me. Use me in one of those.',
    subject_opted_out: 'This person would like their pictures to be left as they are. Choose another photo.',
    reference_unknown:
      'I know no picture of the last 30 days with that reference. Check it: it stands under the picture, such as 7K2QF-9MXTB.',
    reported_already:
      'You have reported this picture already, and the people who run this bot read it. Report it again tomorrow if there is more to say.',
    too_many_reports: 'You have sent many reports today. Send the others tomorrow.',

    // What the endpoint says of the picture
    no_face: 'I could not find a face in this photo. Try a clear photo with the face towards the camera.',
    face_too_small: 'The face in this photo is too small. Crop closer to it and try again.',
    face_cut_off: 'The face is cut off at the edge of the photo. Use one that shows the whole face.',
    picture_refused: 'The picture service could not read this photo. Save it as JPEG and send it again.',
    picture_unreachable: 'The picture service could not fetch this photo. Try again in a minute.',
    picture_too_large: 'This photo is too large for the picture service. Send a smaller copy.',
    face_region_refused:
      'The picture service did not accept the place of the face in this photo. Crop the photo to that face and send it again.',
    picture_moderated: 'The picture service refuses this photo. Use a different one.',

    // What the endpoint says of itself
    rate_limited: 'Too many people are asking right now. Try again in a few minutes.',
    endpoint_unfunded:
      'Ageing photos is not available just now. The operator of this bot has to mend it; try again later.',
    endpoint_unauthorised:
      'Ageing photos is not available just now. The operator of this bot has to mend it; try again later.',
    endpoint_disabled:
      'Ageing photos is not available just now. The operator of this bot has to mend it; try again later.',
    endpoint_missing:
      'Ageing photos is not available just now. The operator of this bot has to mend it; try again later.',
    endpoint_rejected: 'The picture service did not accept this request. Try another photo.',
    endpoint_mismatched: 'The picture service did not accept this request. Try again, or use another photo.',
    endpoint_forbidden: 'The picture service refused this request. Try again later, or use another photo.',
    endpoint_trouble: 'The picture service had a problem with this photo. Try again, or use another photo.',
    endpoint_unreachable: 'The picture service cannot be reached right now. Try again in a few minutes.',
    endpoint_timeout: 'The picture service took too long. Try again.',
    endpoint_lost: 'The connection to the picture service broke off. Try again.',
    endpoint_out_of_order: 'The picture service is out of order just now. Try again later.',
    endpoint_answer_invalid: 'The picture service gave an answer that I cannot read. Try again.',

    // The way back
    result_unavailable: 'The aged picture could not be fetched. Try again.',
    result_too_heavy: 'The aged picture is too large to be posted here. Try a smaller photo.',
    cannot_attach:
      'I am not allowed to post pictures here. Ask an admin for the Attach Files permission, or use me in a DM.',
    upload_failed: 'The aged picture is ready, but Discord did not take it. Try again in a minute.',

    // Buttons under an answer
    answer_forgotten: 'I no longer have the link to that photo. Give me the photo again with /age.',
    answer_not_yours:
      'Only the person who asked for this picture can go on from it. For a photo of your own use /age, or Apps → Age this photo in the menu of a message.',
    answer_not_yours_to_delete:
      'Only the person who asked for this picture, the person it is from, and moderators can delete it. Ask one of them.',

    // The bot itself
    storage_down: 'I cannot do this right now because my memory is not working. Try again in a few minutes.',
    restarting: 'I am restarting. Try again in a few seconds.',
    too_late: 'This took longer than Discord lets me wait. Try again.',
    unknown_command: 'I do not know this command any more. Restart Discord to see the new ones.',
    unknown_control: 'This button is from an older version of me. Ask again with /age.',
    internal: 'Something went wrong on my side. Try again in a minute.',
  },
} as const;
