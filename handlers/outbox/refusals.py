"""Slack's refusals, in three kinds: somebody can mend it, it may pass, or it never goes.

The codes are those that Slack documents for the methods that post. One that is not known here may
pass: the message is tried again, ever more seldom, for as long as it is worth sending.
"""

from collections.abc import Mapping

from domain.channel import Obstacle

MENDED_IN_CHANNEL = (
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "restricted_action_non_threadable_channel",
    "no_permission",
    "posting_to_channel_denied",
)
"""Who looks after the channel decides who may post there."""

MENDED_BY_ADMINS = (
    "ekm_access_denied",
    "messages_tab_disabled",
    "org_login_required",
    "team_access_not_granted",
    "access_denied",
    "accesslimited",
    "enterprise_is_restricted",
    "two_factor_setup_required",
    "feature_not_enabled",
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "storage_limit_reached",
    "slack_connect_file_upload_sharing_blocked",
)
"""A rule of the workspace, or a setting of the app, which its admins can change."""

OBSTACLES: Mapping[str, Obstacle] = {
    "channel_not_found": Obstacle.GONE,
    "is_archived": Obstacle.ARCHIVED,
    "not_in_channel": Obstacle.NOT_MEMBER,
    **dict.fromkeys(MENDED_IN_CHANNEL, Obstacle.RESTRICTED),
    **dict.fromkeys(MENDED_BY_ADMINS, Obstacle.POLICY),
}
"""What stands against a message until somebody mends it."""

NEVER = frozenset(
    {
        *("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"),
        *("no_text", "too_many_attachments", "attachment_payload_limit_exceeded"),
        *("invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset"),
        *("invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_attachments"),
        *("invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large"),
        *("metadata_must_be_sent_from_app", "cannot_reply_to_message", "invalid_channel"),
        *("cant_update_message", "edit_window_closed", "as_user_not_supported"),
        *("user_not_found", "users_not_found", "user_disabled", "cannot_dm_bot"),
        *("method_deprecated", "deprecated_endpoint", "unknown_method", "blocked_file_type"),
        *("file_upload_size_restricted", "invalid_thread_ts", "thread_locked"),
    }
)
"""The message itself, or whom it is for, is wrong: it would be refused every time."""
