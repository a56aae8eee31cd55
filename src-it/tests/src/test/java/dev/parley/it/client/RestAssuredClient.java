package dev.parley.it.client;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Optional;

/** REST Assured, whose every request has a fresh context of HttpClient 4. */
record RestAssuredClient() implements Client {
  @Override
  public String name() {
    return "REST Assured";
  }

  @Override
  public Optional<String> version() {
    var jar = RestAssured.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return Optional.of(jar.replaceAll(".*rest-assured-(.+)\\.jar", "$1"));
  }

  @Override
  public void get(List<String> urls) {
    for (String url : urls) {
      given().auth().digest(user(), PASSWORD).when().get(url).then().statusCode(200);
    }
  }
}
