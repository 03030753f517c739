package dev.kith.local.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/users/alice/contacts",
        "/v1/users/alice/contacts/bob",
        "/v1/users/me/contacts:sync",
        "/v1/users/me/contacts%3Async",
        "/v1/users/alice/syncs/42",
        "/v1/users/alice/pairs/bob",
        "/v1/users/alice/settings",
        "/v1/users/alice/can-message/bob",
        "/v1/users/alice/recents",
        "/v1/users/alice/suggestions",
        "/v1/groups/42/contacts/bob"
      })
  void relations_go_to_the_contact_graph(String path) {
    assertThat(Routes.serviceFor(path)).contains(Service.CONTACT_GRAPH);
  }

  @Test
  void a_block_goes_to_the_contact_graph() {
    assertThat(Routes.serviceFor("/v1/users/alice/blocks/bob")).contains(Service.CONTACT_GRAPH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/users/alice/address-book",
        "/v1/users/alice/updates",
        "/v1/users/alice/presence",
        "/v1/groups/42/presence",
        "/v1/webhooks",
        "/v1/webhooks/wh_1",
        "/v1/webhooks/wh_1:rotate",
        "/q/openapi/notifier",
        "/q/asyncapi"
      })
  void what_a_user_is_told_goes_to_the_notifier(String path) {
    assertThat(Routes.serviceFor(path)).contains(Service.NOTIFIER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/users",
        "/v1/profiles",
        "/v1/profiles:lookup",
        "/v1/users/alice/profile",
        "/v1/users/alice/privacy",
        "/v1/users/alice/picture/uploads/7",
        "/v1/users/alice/history",
        "/v1/groups/42/profile"
      })
  void the_rest_of_v1_goes_to_the_profiles(String path) {
    assertThat(Routes.serviceFor(path)).contains(Service.PROFILE);
  }

  @Test
  void a_user_who_is_called_like_a_resource_is_no_resource() {
    assertThat(Routes.serviceFor("/v1/users/contacts/profile")).contains(Service.PROFILE);
    assertThat(Routes.serviceFor("/v1/users/updates")).contains(Service.PROFILE);
  }

  @Test
  void a_resource_that_only_begins_like_another_is_not_that_one() {
    assertThat(Routes.serviceFor("/v1/users/alice/contacts-of-bob")).contains(Service.PROFILE);
  }

  @Test
  void what_only_begins_like_the_webhooks_is_no_webhook() {
    assertThat(Routes.serviceFor("/v1/webhooks-of-alice")).contains(Service.PROFILE);
    assertThat(Routes.serviceFor("/v1/users/webhooks/profile")).contains(Service.PROFILE);
    assertThat(Routes.serviceFor("/q/asyncapix")).isEmpty();
  }

  @Test
  void an_escape_that_is_none_is_left_as_it_is() {
    assertThat(Routes.serviceFor("/v1/users/alice/contacts%zz")).contains(Service.PROFILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/openapi",
        "/q/swagger-ui",
        "/q/swagger-ui/",
        "/q/swagger-ui/swagger-ui-bundle.js"
      })
  void the_documentation_is_the_profiles(String path) {
    assertThat(Routes.serviceFor(path)).contains(Service.PROFILE);
  }

  @Test
  void the_contract_of_the_contacts_is_their_service_s() {
    assertThat(Routes.serviceFor("/q/openapi/contacts")).contains(Service.CONTACT_GRAPH);
    assertThat(Routes.serviceFor("/q/openapi/contactsx")).contains(Service.PROFILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/internal/far-ends",
        "/v2/users",
        "/v10",
        "/q",
        "/q/health/ready",
        "/q/metrics",
        "/q/openapi-of-another",
        "/users/alice/contacts"
      })
  void nothing_else_goes_anywhere(String path) {
    assertThat(Routes.serviceFor(path)).isEmpty();
  }
}
