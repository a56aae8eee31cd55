<?php
# client: PHP curl, Kerberos
# from: Debian php-curl
# mechanism: Kerberos
# version: php -r 'if (!function_exists("curl_init")) exit(1); echo PHP_VERSION;'
[, $base, $user, $password] = $argv;
$handle = curl_init();
curl_setopt_array($handle, [CURLOPT_PROXY => '', CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPAUTH => CURLAUTH_NEGOTIATE,
    CURLOPT_USERPWD => ':']);
foreach (['a', 'b', 'c'] as $step) {
    curl_setopt($handle, CURLOPT_URL, "$base/$step");
    if ($step == 'c') {
        curl_setopt($handle, CURLOPT_POSTFIELDS, file_get_contents(getenv('BODY')));
    }
    curl_exec($handle);
}
