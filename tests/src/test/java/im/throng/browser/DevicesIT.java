package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import im.throng.conformance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One person with two tabs, and with two browsers.
@InBrowser
class DevicesIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @RegisterExtension
    final People people = new People();

    @Test
    void aSecondTabSharesTheSessionAndBothShowWhatEitherSays() {
        Window ann = people.open(SERVER.port());
        ann.register("Ann");
        var bob = SERVER.newPerson();
        ann.meet(bob.id(), bob.name()).say("from the first tab");
        ann.sees("from the first tab");
        ann.nothingWaits();
        var first = ann.page();
        var second = ann.newTab("#/c/u:" + bob.id());
        ann.sees("from the first tab");
        ann.say("from the second tab");
        ann.sees("from the first tab", "from the second tab");
        ann.nothingWaits();
        ann.bringToFront(first);
        ann.sees("from the first tab", "from the second tab");
        ann.nothingWaits();
        ann.go("#/settings/devices");
        assertThat(ann.at("device")).hasCount(1);
        ann.click("settings-profile");
        ann.click("logout");
        assertThat(ann.at("login-page")).isVisible();
        ann.bringToFront(second);
        assertThat(ann.at("login-page")).isVisible();
    }

    @Test
    void aSecondDeviceFollowsWhatIsReadAndCanBeLoggedOut() {
        Window laptop = people.open(SERVER.port());
        long annId = laptop.register("Anna");
        Window phone = people.open(SERVER.port(), device -> device.setViewportSize(390, 844));
        phone.login(annId);
        Window bob = people.open(SERVER.port());
        long bobId = bob.register("Bert");
        bob.meet(annId, "Anna").say("read me").say("and me");
        String row = "u:" + bobId;
        assertThat(laptop.row(row).getByTestId("badge")).hasText("2");
        assertThat(phone.row(row).getByTestId("badge")).hasText("2");
        phone.enter(row).sees("read me", "and me");
        assertThat(laptop.row(row).getByTestId("badge")).hasCount(0);
        assertThat(bob.at("entry", "state", "read")).hasCount(2);
        laptop.go("#/settings/devices");
        assertThat(laptop.at("device")).hasCount(2);
        laptop.click("revoke");
        assertThat(phone.at("login-page")).isVisible();
        assertThat(laptop.at("device")).hasCount(1);
        assertThat(laptop.at("device", "current", "true")).hasCount(1);
    }
}
