"""files.*: the three steps of an upload."""

from typing import Any

from tests.slack.fake.call import Call
from tests.slack.fake.canvases import Canvas
from tests.slack.fake.errors import SlackError
from tests.slack.fake.methods.chat import postable, store
from tests.slack.fake.surfaces import check_message
from tests.slack.fake.world import Upload, World

Json = dict[str, Any]


def get_upload_url(world: World, call: Call) -> Json:
    """files.getUploadURLExternal; the server turns `upload_path` into an address."""
    call.need_scope("files:write")
    length = str(call.need("length", "missing_argument"))
    name = call.need("filename", "missing_argument")
    if not length.isdecimal() or int(length) < 1:
        raise SlackError("invalid_arguments", ["length must be more than 0"])
    file_id = world.new_id("F")
    alt = str(call.args.get("alt_txt") or "")
    world.uploads[file_id] = Upload(file_id, name, int(length), call.team.id, alt)
    return {"file_id": file_id, "upload_path": f"/upload/{file_id}"}


def receive(world: World, file_id: str, content: bytes) -> str:
    """The second step: the bytes, exactly as many as were announced."""
    upload = world.uploads.get(file_id)
    if upload is None:
        raise SlackError("file_not_found")
    if len(content) != upload.length:
        raise SlackError("file_upload_size_restricted")
    upload.content = content
    return f"OK - {len(content)}"


def complete(world: World, call: Call) -> Json:
    """files.completeUploadExternal: shares the files in a channel or thread, if one is named."""
    call.need_scope("files:write")
    wanted = call.args.get("files")
    if not isinstance(wanted, list) or not wanted:
        raise SlackError("invalid_arguments", ["missing required field: files"])
    uploads = [_filled(world, call, item) for item in wanted]
    where = str(call.args.get("channel_id") or call.args.get("channels") or "")
    if where:
        _share(world, call, where, uploads)
    return {"files": [written(upload) for upload in uploads]}


def _filled(world: World, call: Call, item: Json) -> Upload:
    upload = world.uploads.get(str(item.get("id")))
    if upload is None or upload.team != call.team.id or upload.content is None:
        raise SlackError("file_not_found")
    upload.title = str(item.get("title") or upload.name)
    return upload


def _share(world: World, call: Call, where: str, uploads: list[Upload]) -> None:
    if (call.team.id, where) in world.users:
        raise SlackError("channel_not_found")  # a message finds its person, a file does not
    channel = postable(world, call, where)
    args: Json = {"text": call.args.get("initial_comment") or "", "blocks": call.args.get("blocks")}
    args |= {"files": [written(upload) for upload in uploads]}
    args["thread_ts"] = call.args.get("thread_ts")
    check_message(args)
    message = store(world, call, channel, args)
    for upload in uploads:
        upload.channel, upload.thread_ts = channel.id, message.get("thread_ts", "")


def written(upload: Upload) -> Json:
    """The file object, as far as the bot reads it."""
    return {
        "id": upload.id,
        "name": upload.name,
        "title": upload.title,
        "size": upload.length,
        "alt_txt": upload.alt_txt,
        "permalink": f"https://files.slack.com/{upload.id}/{upload.name}",
    }


def info(world: World, call: Call) -> Json:
    """files.info; the server turns `download_path` into an address."""
    call.need_scope("files:read")
    file_id = str(call.need("file", "file_not_found"))
    canvas = world.canvases.get(file_id)
    if canvas is not None and canvas.team == call.team.id:
        return {"file": _canvas(canvas)}
    upload = world.uploads.get(file_id)
    if upload is None or upload.team != call.team.id:
        raise SlackError("file_not_found")
    return {"file": written(upload), "download_path": f"/download/{upload.id}"}


def _canvas(canvas: Canvas) -> Json:
    """A canvas as a file: where it is shared stands in `channels`."""
    if canvas.is_deleted:
        raise SlackError("file_deleted")
    shared = [canvas.channel] if canvas.is_of_channel else []
    shared += [each for each in canvas.access if each.startswith("C")]
    return {
        "id": canvas.id,
        "name": canvas.title,
        "title": canvas.title,
        "filetype": "quip",
        "mode": "canvas",
        "user": canvas.by,
        "channels": shared,
        "permalink": f"https://kam-test.slack.com/docs/{canvas.team}/{canvas.id}",
    }


METHODS = {
    "files.info": info,
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete,
}
