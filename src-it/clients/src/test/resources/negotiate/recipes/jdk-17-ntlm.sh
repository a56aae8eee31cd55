# client: JDK HttpURLConnection 17, NTLM
# from: a JDK
# mechanism: NTLM
# version: test -n "$JAVA_17" && "$JAVA_17" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'
"$JAVA_17" -Dhttp.auth.preference=ntlm -cp "$CLASS_PATH" dev.parley.it.clients.UrlConnectionClient "$@"
