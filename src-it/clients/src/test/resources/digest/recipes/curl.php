<?php
# client: PHP curl
# from: Debian php-curl
# version: php -r 'if (!function_exists("curl_init")) exit(1); echo PHP_VERSION;'
[, $base, $user, $password] = $argv;
$handle = curl_init();
curl_setopt_array($handle, [CURLOPT_PROXY => '', CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPAUTH => CURLAUTH_DIGEST,
    CURLOPT_USERPWD => "$user:$password"]);
foreach (['a', 'b', 'c'] as $step) {
    curl_setopt($handle, CURLOPT_URL, "$base/$step");
    if ($step == 'c') {
        curl_setopt($handle, CURLOPT_POSTFIELDS, 'x=1');
    }
    curl_exec($handle);
}
