# client: JDK HttpURLConnection 19+, NTLM
# from: a JDK
# mechanism: NTLM
# version: test -n "$JAVA_19" && "$JAVA_19" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'
"$JAVA_19" -Dhttp.auth.preference=ntlm -cp "$CLASS_PATH" dev.parley.it.clients.UrlConnectionClient "$@"
