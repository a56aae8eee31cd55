# client: JDK HttpURLConnection 17, Kerberos
# from: a JDK
# mechanism: Kerberos
# version: test -n "$JAVA_17" && "$JAVA_17" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'
"$JAVA_17" -Djava.security.krb5.conf="$KRB5_CONFIG" -Djavax.security.auth.useSubjectCredsOnly=false -cp "$CLASS_PATH" dev.parley.it.clients.UrlConnectionClient "$@"
