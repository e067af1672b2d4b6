package com.acmecrm.integration.system;

import com.acmecrm.client.ApiClient;
import com.acmecrm.client.ApiException;
import com.acmecrm.client.ApiResponse;
import com.acmecrm.client.api.AuthApi;
import com.acmecrm.client.api.ContactsApi;
import com.acmecrm.client.api.EventsApi;
import com.acmecrm.client.api.UsersApi;
import com.acmecrm.client.model.Address;
import com.acmecrm.client.model.AddressPatch;
import com.acmecrm.client.model.Contact;
import com.acmecrm.client.model.ContactAnswer;
import com.acmecrm.client.model.ContactList;
import com.acmecrm.client.model.ContactPatch;
import com.acmecrm.client.model.ContactStatus;
import com.acmecrm.client.model.EventList;
import com.acmecrm.client.model.ListedContact;
import com.acmecrm.client.model.LoginRequest;
import com.acmecrm.client.model.NewContact;
import com.acmecrm.client.model.NewUser;
import com.acmecrm.client.model.PasswordChange;
import com.acmecrm.client.model.Role;
import com.acmecrm.client.model.Session;
import com.acmecrm.client.model.Token;
import com.acmecrm.client.model.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The flow by a client that OpenAPI Generator has made of the description, without a line of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GeneratedClientSuite {

    private ContactsApi contacts;

    @BeforeAll
    void logIn() throws ApiException {
        Redis.clearRateLimits();
        contacts = new ContactsApi(clientWith(logInAnew()));
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void clientShouldRunTheFlow() throws ApiException {
        Token token = logInAnew();
        ContactsApi own = new ContactsApi(clientWith(token));

        ApiResponse<ContactAnswer> created = own.createContactWithHttpInfo(jane(), null);
        UUID id = created.getData().getData().getId();
        ContactAnswer read = own.getContact(id, null, null);
        ContactList list = own.listContacts(10, null, null, null, null, null, null, null, null, null, null, null);
        ApiResponse<ContactAnswer> changed = own.patchContactWithHttpInfo(
                id, new ContactPatch().title("Director").version(1L), null, null);
        ApiResponse<ContactAnswer> again =
                own.patchContactWithHttpInfo(id, new ContactPatch().company("Acme Inc"), "\"2\"", null);
        String message = own.deleteContact(id, "\"3\"", null).getMessage();
        new AuthApi(clientWith(token)).logout();

        assertThat(token.getExpiresIn()).isEqualTo(3600);
        assertThat(created.getStatusCode()).isEqualTo(201);
        assertThat(created.getHeaders().get("location").get(0)).endsWith("/api/contacts/" + id);
        assertThat(read).isEqualTo(created.getData());
        assertThat(list.getData()).extracting(ListedContact::getId).contains(id);
        assertThat(list.getMeta().getLimit()).isEqualTo(10);
        assertThat(changed.getHeaders().get("etag")).containsExactly("\"2\"");
        assertThat(changed.getData().getData().getTitle()).isEqualTo("Director");
        assertThat(again.getData().getData().getVersion()).isEqualTo(3);
        assertThat(message).isEqualTo("Contact deleted successfully");
        assertThat(refusal(() -> own.getContact(id, null, null)).getCode()).isEqualTo(401);
        assertThat(refusal(() -> contacts.getContact(id, null, null)).getCode()).isEqualTo(404);
    }

    @Test
    void contactShouldComeBackAsItWasSent() throws ApiException {
        NewContact sent = jane();

        Contact contact = contacts.createContact(sent, null).getData();

        assertThat(contact.getFirstName()).isEqualTo("Jane");
        assertThat(contact.getAddress())
                .isEqualTo(new Address().street("1 Main St").city("Springfield"));
        assertThat(contact.getTags()).containsExactly("customer", "new");
        assertThat(contact.getCustomFields()).containsKey("tier");
        assertThat(contact.getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact.getCreatedAt()).isEqualTo(contact.getUpdatedAt());
        assertThat(contact.getSource()).isEqualTo("internal");
        assertThat(contact.getSourceId()).isEqualTo(contact.getId().toString());
    }

    @Test
    void contactThatWasReadShouldBeSentBackUnchanged() throws ApiException {
        Contact read = contacts.createContact(jane(), null).getData();
        ContactPatch same = new ContactPatch()
                .firstName(read.getFirstName())
                .lastName(read.getLastName())
                .email(read.getEmail())
                .phone(read.getPhone())
                .company(read.getCompany())
                .notes(read.getNotes())
                .tags(read.getTags())
                .customFields(read.getCustomFields())
                .id(read.getId())
                .source(read.getSource())
                .sourceId(read.getSourceId())
                .createdAt(read.getCreatedAt())
                .updatedAt(read.getUpdatedAt())
                .version(read.getVersion());

        assertThat(contacts.patchContact(read.getId(), same, null, null).getData())
                .isEqualTo(read);
        assertThat(contacts.patchContactBySource(read.getSource(), read.getSourceId(), same, null, null)
                        .getData())
                .isEqualTo(read);
        assertThat(contacts.getContactBySource(read.getSource(), read.getSourceId(), null, null)
                        .getData())
                .isEqualTo(read);
    }

    @Test
    void refusalShouldTellTheProblem() throws ApiException {
        UUID id = contacts.createContact(jane(), null).getData().getId();

        ApiException stale = refusal(
                () -> contacts.patchContact(id, new ContactPatch().title("x").version(7L), null, null));
        ApiException invalid = refusal(() -> contacts.createContact(jane().email("@"), null));

        assertThat(stale.getCode()).isEqualTo(409);
        assertThat(stale.getResponseBody()).contains("/problems/stale-version", "\"currentVersion\":1");
        assertThat(invalid.getCode()).isEqualTo(422);
        assertThat(invalid.getResponseBody()).contains("\"pointer\":\"/email\"");
    }

    @Test
    void listsShouldBeWalkedByTheirCursors() throws ApiException {
        contacts.createContact(jane(), null);
        contacts.createContact(jane(), null);

        ContactList first = contacts.listContacts(1, null, null, null, null, null, null, null, null, null, null, null);
        String cursor = first.getMeta().getNextCursor();
        ContactList next = contacts.listContacts(1, cursor, null, null, null, null, null, null, null, null, null, null);

        assertThat(next.getData().get(0).getId())
                .isNotEqualTo(first.getData().get(0).getId());
    }

    @Test
    void eventsShouldBeRead() throws ApiException {
        contacts.createContact(jane(), null);

        EventList events = new EventsApi(clientWith(logInAnew()))
                .listEvents(5, null, null, "contact.created", null, null, null, null);

        assertThat(events.getData())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getId()).isNotNull());
    }

    /** Answers without a body: the client then accepts nothing but a problem. */
    @Test
    void sessionsAndPasswordsShouldBeEndedAndChanged() throws ApiException {
        ApiClient client = clientWith(logInAnew());
        AuthApi auth = new AuthApi(client);
        UsersApi users = new UsersApi(client);
        String name = "generated-" + UUID.randomUUID();
        User user = users.createUser(
                        new NewUser().username(name).password("violet umbrella").role(Role.VIEWER))
                .getData();

        users.setPassword(user.getId(), new PasswordChange().newPassword("yellow umbrella"));
        auth.endSessions(user.getId());
        UUID session = auth.listSessions(null, null, null, null).getData().stream()
                .filter(Session::getCurrent)
                .findFirst()
                .orElseThrow()
                .getId();
        auth.endSession(session);

        assertThat(refusal(() -> auth.listSessions(null, null, null, null)).getCode())
                .isEqualTo(401);
    }

    private static NewContact jane() {
        return new NewContact()
                .firstName("Jane")
                .lastName("Smith")
                .email("jane.smith@example.com")
                .address(new AddressPatch().street("1 Main St").city("Springfield"))
                .tags(List.of("customer", "new"))
                .customFields(Map.of("tier", 2));
    }

    private static Token logInAnew() throws ApiException {
        LoginRequest request = new LoginRequest().username(Environment.ADMIN).password(Environment.ADMIN_PASSWORD);
        return new AuthApi(client()).login(request).getData();
    }

    private static ApiClient clientWith(Token token) {
        return client().setRequestInterceptor(
                        request -> request.setHeader("Authorization", "Bearer " + token.getToken()));
    }

    private static ApiClient client() {
        ApiClient client = new ApiClient();
        client.updateBaseUri(Environment.application().toString());
        return client;
    }

    private static ApiException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call);
    }
}
