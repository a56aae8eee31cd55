# client: neon, NTLM
# from: Debian libneon27-dev
# mechanism: NTLM
# note: sends NTLM's first version only, which is refused
# version: neon-config --version | sed 's/^neon //'
if [ ! -x "$WORK/neon-ntlm" ]; then
  cat >neon-ntlm.c <<'C'
#include <ne_auth.h>
#include <ne_basic.h>
#include <ne_request.h>
#include <ne_session.h>
#include <ne_uri.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char **v;
static int credentials(void *u, const char *realm, int attempt, char *user, char *password) {
  (void)u; (void)realm;
  strcpy(user, v[2]);
  strcpy(password, v[3]);
  return attempt > 1;
}
int main(int n, char **words) {
  (void)n;
  v = words;
  ne_uri uri;
  ne_uri_parse(v[1], &uri);
  ne_session *s = ne_session_create("http", uri.host, uri.port);
  ne_add_server_auth(s, NE_AUTH_NTLM, credentials, NULL);
  static char body[1000000];
  FILE *file = fopen(getenv("BODY"), "r");
  size_t length = fread(body, 1, sizeof body, file);
  const char *steps = "abc";
  for (int i = 0; i < 3; i++) {
    char path[1000];
    sprintf(path, "%s/%c", uri.path, steps[i]);
    ne_request *r = ne_request_create(s, i == 2 ? "POST" : "GET", path);
    if (i == 2) ne_set_request_body_buffer(r, body, length);
    ne_request_dispatch(r);
    ne_request_destroy(r);
  }
  return 0;
}
C
  gcc -o neon-ntlm.new neon-ntlm.c $(pkg-config --cflags --libs neon) && mv neon-ntlm.new "$WORK/neon-ntlm"
fi
"$WORK/neon-ntlm" "$1" "$2" "$3"
