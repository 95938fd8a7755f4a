package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Missing, wrong-typed and out-of-range fields of every request, and the order of refusals.
class FieldsTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @ParameterizedTest
    @ValueSource(strings = {"account.logout", "account.sessions", "account.revoke", "user.get",
        "ping", "presence.online", "presence.set", "message.send", "message.history",
        "conversation.list", "conversation.read"})
    void p8_whatNeedsALoginIs401BeforeItsFieldsAreLookedAt(String type) {
        try (var client = SERVER.open()) {
            client.refused(401, type, "{}");
            client.refused(401, type, Json.object("userIds", "x", "to", 5, "status", 0,
                    "sessionId", 5, "limit", "x", "conversation", 7, "after", "x", "seq", "x"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "account.register|userPwd|{'userName':'n'}",
        "account.register|userName|{'userPwd':'123456'}",
        "account.register|userName|{'userPwd':'123456','userName':null}",
        "account.register|userName|{'userPwd':'123456','userName':5}",
        "account.register|userName|{'userPwd':'123456','userName':''}",
        "account.register|userPwd|{'userPwd':123456,'userName':'n'}",
        "account.register|userPwd|{'userPwd':['123456'],'userName':'n'}",
        "account.register|userId|{'userId':0,'userPwd':'123456','userName':'n'}",
        "account.register|userId|{'userId':-5,'userPwd':'123456','userName':'n'}",
        "account.register|userId|{'userId':1.0,'userPwd':'123456','userName':'n'}",
        "account.register|userId|{'userId':1e2,'userPwd':'123456','userName':'n'}",
        "account.register|userId|{'userId':'77','userPwd':'123456','userName':'n'}",
        "account.register|userId|{'userId':9007199254740992,'userPwd':'123456','userName':'n'}",
        "account.register|sex|{'userPwd':'123456','userName':'n','sex':1}",
        "account.login|userId|{'userPwd':'123456'}",
        "account.login|userPwd|{'userId':5}",
        "account.login|userId|{'userId':null,'userPwd':'123456'}",
        "account.login|userId|{'userId':'5','userPwd':'123456'}",
        "account.login|userId|{'userId':5.0,'userPwd':'123456'}",
        "account.login|userId|{'userId':0,'userPwd':'123456'}",
        "account.login|userId|{'userId':9007199254740992,'userPwd':'123456'}",
        "account.login|userPwd|{'userId':5,'userPwd':123456}",
        "account.login|device|{'userId':5,'userPwd':'123456','device':7}",
        "account.login|device|{'userId':5,'userPwd':'123456','device':''}",
        "account.resume|token|{}",
        "account.resume|token|{'token':5}",
        "account.resume|token|{'token':null}"})
    void p8_aFieldOfAnAnonymousRequestThatIsWrongIs422(String type, String field, String data) {
        try (var client = SERVER.open()) {
            assertThat(client.refused(422, type, data.replace('\'', '"'))).contains(field);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "account.revoke|sessionId|{}",
        "account.revoke|sessionId|{'sessionId':5}",
        "account.revoke|others|{'others':'true'}",
        "account.revoke|others|{'others':1}",
        "user.get|userIds|{}",
        "user.get|userIds|{'userIds':null}",
        "user.get|userIds|{'userIds':5}",
        "user.get|userIds|{'userIds':'5'}",
        "user.get|userIds|{'userIds':{'a':5}}",
        "user.get|userIds|{'userIds':['5']}",
        "user.get|userIds|{'userIds':[5,null]}",
        "user.get|userIds|{'userIds':[5.0]}",
        "user.get|userIds|{'userIds':[0]}",
        "user.get|userIds|{'userIds':[9007199254740992]}",
        "presence.online|after|{'after':'5'}",
        "presence.online|after|{'after':1.5}",
        "presence.online|limit|{'limit':'5'}",
        "presence.online|limit|{'limit':1e1}",
        "presence.set|status|{}",
        "presence.set|status|{'status':5}",
        "presence.set|status|{'status':'offline'}",
        "presence.set|status|{'status':'asleep'}",
        "presence.set|status|{'status':'Online'}",
        "presence.set|status|{'status':''}",
        "message.history|conversation|{}",
        "message.history|conversation|{'conversation':5}",
        "message.history|conversation|{'conversation':'nonsense'}",
        "message.history|conversation|{'conversation':''}",
        "message.history|conversation|{'conversation':'ALL'}",
        "message.history|conversation|{'conversation':'u:'}",
        "message.history|conversation|{'conversation':'u:x'}",
        "message.history|conversation|{'conversation':'g:1.0'}",
        "message.history|after|{'conversation':'all','after':'5'}",
        "message.history|after|{'conversation':'all','after':-1}",
        "message.history|after|{'conversation':'all','after':1.0}",
        "message.history|before|{'conversation':'all','before':'5'}",
        "message.history|before|{'conversation':'all','before':9007199254740992}",
        "message.history|after|{'conversation':'all','after':1,'before':5}",
        "message.history|limit|{'conversation':'all','limit':'5'}",
        "message.history|limit|{'conversation':'all','limit':2.5}",
        "message.history|limit|{'conversation':'all','limit':-1}",
        "conversation.list|limit|{'limit':[]}",
        "conversation.list|before|{'before':5}",
        "conversation.read|conversation|{'seq':1}",
        "conversation.read|seq|{'conversation':'all'}",
        "conversation.read|seq|{'conversation':'all','seq':'1'}",
        "conversation.read|seq|{'conversation':'all','seq':-1}",
        "conversation.read|seq|{'conversation':'all','seq':1.0}"})
    void p8_aFieldOfARequestThatIsWrongIs422(String type, String field, String data) {
        try (var client = SERVER.loginNew()) {
            assertThat(client.refused(422, type, data.replace('\'', '"'))).contains(field);
            client.ask("ping", "{}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "to|{'key':'k','text':'t'}",
        "to|{'to':5,'key':'k','text':'t'}",
        "to|{'to':'everybody','key':'k','text':'t'}",
        "to|{'to':null,'key':'k','text':'t'}",
        "key|{'to':'all','text':'t'}",
        "key|{'to':'all','key':'','text':'t'}",
        "key|{'to':'all','key':5,'text':'t'}",
        "text|{'to':'all','key':'k'}",
        "text|{'to':'all','key':'k','text':''}",
        "text|{'to':'all','key':'k','text':5}",
        "text|{'to':'all','key':'k','text':['t']}",
        "text|{'to':'all','key':'k','text':'   '}",
        "text|{'to':'all','key':'k','text':' \\t\\r\\n\\u3000\\u2003 '}",
        "text|{'to':'all','key':'k','text':'a\\u0000b'}",
        "text|{'to':'all','key':'k','text':'\\ud83d'}",
        "text|{'to':'all','key':'k','text':'a\\ude00b'}",
        "key|{'to':'all','key':'\\ud83d','text':'t'}",
        "replyTo|{'to':'all','key':'k','text':'t','replyTo':'1'}",
        "replyTo|{'to':'all','key':'k','text':'t','replyTo':1.0}",
        "replyTo|{'to':'all','key':'k','text':'t','replyTo':0}",
        "mentions|{'to':'all','key':'k','text':'t','mentions':5}",
        "mentions|{'to':'all','key':'k','text':'t','mentions':'some'}",
        "mentions|{'to':'all','key':'k','text':'t','mentions':['5']}",
        "mentions|{'to':'all','key':'k','text':'t','mentions':[0]}",
        "kind|{'to':'all','key':'k','text':'t','kind':5}",
        "kind|{'to':'all','key':'k','text':'t','kind':'recall'}"})
    void p8_aFieldOfASendThatIsWrongIs422AndNothingIsStored(String field, String data) {
        try (var client = SERVER.loginNew()) {
            long head = head(client);
            assertThat(client.refused(422, "message.send", data.replace('\'', '"')))
                    .contains(field);
            assertThat(head(client)).isEqualTo(head);
        }
    }

    @Test
    void p8_listsAreBounded() {
        try (var client = SERVER.loginNew()) {
            assertThat(client.refused(422, "user.get", Json.object("userIds",
                    Collections.nCopies(101, 5)))).contains("userIds");
            client.ask("user.get", Json.object("userIds", Collections.nCopies(100, 5)));
            assertThat(client.refused(422, "message.send", Json.object("to", "all", "key", "k",
                    "text", "t", "mentions", LongStream.rangeClosed(1, 101)
                            .boxed().toList()))).contains("mentions");
        }
    }

    @Test
    void p8_aFieldThatIsNullIsAbsent() {
        try (var client = SERVER.loginNew()) {
            client.ask("message.send", "{\"to\":\"all\",\"key\":\"n\",\"text\":\"t\","
                    + "\"replyTo\":null,\"mentions\":null,\"kind\":null,\"fileId\":null}");
            client.ask("message.history", "{\"conversation\":\"all\",\"after\":null,"
                    + "\"before\":null,\"limit\":null}");
            client.ask("presence.online", "{\"after\":null,\"limit\":null}");
        }
    }

    private static long head(NativeClient client) {
        return client.ask("message.history", Json.object("conversation", "all", "limit", 1))
                .path("head").longValue(-1);
    }
}
