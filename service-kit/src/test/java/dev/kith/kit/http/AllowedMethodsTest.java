package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedMethodsTest {

  @Path("/v1/{kind}/{address}/shelves")
  interface Shelves {
    @GET
    void all();

    @PUT
    @Path("{shelf:[0-9]{1,3}}")
    @Consumes({"text/csv", "application/json"})
    void put();

    @DELETE
    @Path("/{shelf:[0-9]{1,3}}")
    void remove();
  }

  @Path("/v1/{kind:(users|groups)$}")
  interface Kinds {
    @POST
    void create();
  }

  private final AllowedMethods allowed = new AllowedMethods();

  AllowedMethodsTest() {
    register(Shelves.class);
    register(Kinds.class);
  }

  @Test
  void a_path_takes_the_methods_of_all_that_stand_at_it() {
    assertThat(allowed.of("/v1/users/alice/shelves/7")).containsExactly("DELETE", "OPTIONS", "PUT");
  }

  @Test
  void what_can_be_read_can_be_asked_for_without_its_body() {
    assertThat(allowed.of("/v1/users/a%2Fb/shelves")).containsExactly("GET", "HEAD", "OPTIONS");
  }

  @Test
  void an_expression_stands_for_what_it_fits() {
    assertThat(allowed.of("/v1/groups")).containsExactly("OPTIONS", "POST");
    assertThat(allowed.of("/v1/users/alice/shelves/7000")).containsExactly("OPTIONS");
  }

  @Test
  void a_path_takes_the_media_types_of_the_method_that_was_asked_for() {
    assertThat(allowed.consumed("PUT", "/v1/users/alice/shelves/7"))
        .containsExactly("application/json", "text/csv");
    assertThat(allowed.consumed("DELETE", "/v1/users/alice/shelves/7")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/people", "/v1/users/alice", "/v1/users/alice/shelves/7/8"})
  void another_path_takes_nothing_of_it(String path) {
    assertThat(allowed.of(path)).containsExactly("OPTIONS");
  }

  private void register(Class<?> resource) {
    for (Method method : resource.getDeclaredMethods()) {
      allowed.add(resource, method);
    }
  }
}
