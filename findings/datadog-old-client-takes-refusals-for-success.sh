#!/usr/bin/env bash
# Datadog's older Python client takes a refusal for success if its body does not say "errors".
#
# Software: PyPI datadog 0.56.0 (datadogpy), with `mute=False`, which has it raise its errors.
# Expected: a DELETE that is answered with 403, 404 or 429 raises, whatever is in the answer's body.
# Behaviour: 400, 401, 403, 404, 409 and 429 are passed on to the code that reads the body, and that raises only if the
#   body is JSON with "errors" in it. With an empty body the call returns None, as it does after a 204; with another
#   body, such as {"message": "Forbidden"} of a gateway, it returns that. Other statuses, 405 or 503, raise always.
# Why it matters: the owner of a leaked token is disabled with such a call. A proxy that refuses it, or that limits the
#   rate and answers 429 without a body, leaves the program with the result of a success, and the account lives.
# Known: DataDog/datadogpy issues 169 and 894 are about an answer in HTML, which raises a ValueError. None found about
#   the answers that raise nothing.
#
# Output seen (the server of the script answers, on the loopback address):
#   204, no body: None
#   403, no body: None
#   403, {"message": "Forbidden"}: {'message': 'Forbidden'}
#   403, {"errors": ["Forbidden"]}: raises ApiError
#   404, no body: None
#   429, no body: None
#   405, no body: raises HTTPError
#   503, no body: raises HTTPError
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  missing "This needs Python 3.10 or newer, with venv."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check datadog==0.56.0 || missing "pip could not install the package."

# Disables a user, with a server that answers as the table says, and prints what the call came to.
cat >call.py <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from datadog import api, initialize

ANSWERS = [
    (204, ""),
    (403, ""),
    (403, '{"message": "Forbidden"}'),
    (403, '{"errors": ["Forbidden"]}'),
    (404, ""),
    (429, ""),
    (405, ""),
    (503, ""),
]


class Datadog(BaseHTTPRequestHandler):
    def do_DELETE(self):
        status, body = self.server.answer
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Datadog)
threading.Thread(target=server.serve_forever, daemon=True).start()
initialize(
    api_key="made-up",
    app_key="made-up",
    api_host=f"http://127.0.0.1:{server.server_port}",
    host_name="made-up",
    mute=False,
)
for status, body in ANSWERS:
    server.answer = (status, body)
    try:
        result = api.User.delete("owner@example.com")
    except Exception as error:
        result = f"raises {type(error).__name__}"
    print(f"{status}, {body or 'no body'}: {result}")
PY

cat >expected <<'TXT'
204, no body: None
403, no body: None
403, {"message": "Forbidden"}: {'message': 'Forbidden'}
403, {"errors": ["Forbidden"]}: raises ApiError
404, no body: None
429, no body: None
405, no body: raises HTTPError
503, no body: raises HTTPError
TXT
env -u DATADOG_API_KEY -u DATADOG_APP_KEY -u DATADOG_HOST no_proxy=127.0.0.1 python/bin/python call.py >seen
cat seen
cmp -s expected seen || changed "other answers raise, or return."
echo "As stated."
