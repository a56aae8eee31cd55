<?php
# client: PHP Guzzle
# from: Debian php-guzzlehttp-guzzle
# version: dpkg-query -W -f '${Version}' php-guzzlehttp-guzzle
require 'GuzzleHttp/autoload.php';
[, $base, $user, $password] = $argv;
$client = new GuzzleHttp\Client(['auth' => [$user, $password, 'digest'], 'http_errors' => false, 'proxy' => '']);
$client->get("$base/a");
$client->get("$base/b");
$client->post("$base/c", ['body' => 'x=1']);
