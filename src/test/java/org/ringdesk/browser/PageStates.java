package org.ringdesk.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages as no link leads to them: refused, half filled in, with something open. */
final class PageStates {
    private static final String CALL = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_";
    private static final List<String> CALLS = List.of(
            "phone=6175550142",
            "phone=6175550190",
            "phone=6175550100",
            "phone=anonymous",
            "phone=%25CallerNumber%25",
            "cust_int1=none",
            "colour=red",
            "phone=6175550142&autoUserField_last_name=Solberg");

    private final int port;
    private final JdbcClient jdbc;

    PageStates(int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    void ofNobody(Visitor nobody) {
        Page page = nobody.page();
        page.navigate("/login");
        page.fill("[name=username]", "dana");
        page.fill("[name=password]", "wrong");
        page.click("#sign-in-form .primary");
        nobody.look();
        nobody.look("/login?signed-out");
        nobody.look("/setup/none");
        nobody.look("/invitation/none");
        setUp(nobody);
    }

    /** The page opens only while there is no administrator. */
    private void setUp(Visitor nobody) {
        List<Long> administrators = jdbc.sql(
                        "update account set role = 'agent' where role = 'administrator' returning id")
                .query((row, number) -> row.getLong("id"))
                .list();
        try {
            String link = "/setup/" + setUpLink();
            // Links that Ringdesk has not made itself are known a second later.
            nobody.page().waitForTimeout(1_500);
            nobody.look(link);
            send(nobody.page(), "#set-up-form");
            nobody.look();
        } finally {
            jdbc.sql("update account set role = 'administrator' where id in (:ids)")
                    .param("ids", administrators)
                    .update();
        }
    }

    private String setUpLink() {
        String token = "barriers" + System.nanoTime();
        jdbc.sql("insert into invitation (token_hash, expires_at) values (:hash, now() + interval '1 hour')")
                .param("hash", hash(token))
                .update();
        return token;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    void ofEndUser(Visitor uma) {
        uma.look("/records");
        uma.look("/account");
    }

    void ofAgent(Visitor dana) {
        Page page = dana.page();
        CALLS.forEach(call -> dana.look(CALL + call));
        dana.look("/nothing-here");
        dana.look("/accounts");
        dana.look("/records/999999");
        dana.look("/records?q=nothingmatchesthis");
        dana.look("/people?q=nobodyhasthis");
        calls(dana);
        refusedForms(dana);
        conflict(dana);
        drafts(dana);
        open(dana);
        page.navigate(CALL + "phone=6175550142");
        page.evaluate("document.getElementById('sign-in-again').setAttribute('open', '')");
        dana.look();
    }

    /** One that somebody answered, and one that nobody did. */
    private static void calls(Visitor dana) {
        Page page = dana.page();
        String key = "barriers-" + System.nanoTime();
        for (String[] event : new String[][] {
            {"newCall", key + "-1"},
            {"answer", key + "-1"},
            {"hangup", key + "-1"},
            {"newCall", key + "-2"},
            {"hangup", key + "-2"}
        }) {
            FormData told = FormData.create()
                    .set("event", event[0])
                    .set("callId", event[1])
                    .set("direction", "in")
                    .set("from", "16175550142")
                    .set("to", "16175550100")
                    .set("user", "202")
                    .set("answeringNumber", event[1].endsWith("1") ? "202" : "")
                    .set("cause", "normalClearing");
            page.request().post("/api/v1/cti/demo", RequestOptions.create().setForm(told));
        }
        dana.look("/call-backs");
        dana.look("/calls?q=nobodyhasthis");
        dana.look("/calls");
        dana.look(page.locator("tr[data-call] a").first().getAttribute("href"));
        page.navigate(page.url() + "/form");
        dana.look();
        page.fill("#title", "Kept with its call");
        page.locator("button[value=save]").click();
        page.waitForURL("**/records/*");
        dana.look();
        page.navigate("/call-backs");
        page.locator("tr[data-call-back] button[value=DONE]").first().click();
        dana.look("/call-backs?show=done");
    }

    private static void send(Page page, String form) {
        page.locator(form).evaluate("form => { form.noValidate = true; }");
        page.click(form + " button.primary");
        page.waitForLoadState();
    }

    private void refusedForms(Visitor dana) {
        Page page = dana.page();
        page.navigate(CALL + "phone=6175550190");
        send(page, "#record-form");
        dana.look();
        page.navigate("/people/new");
        page.fill("[name=language]", "???");
        page.click("main form button.primary");
        dana.look();
        page.navigate("/account");
        send(page, "#password-form");
        dana.look();
        page.navigate("/account");
        send(page, "#preferences-form");
        dana.look();
    }

    /** Two tabs with the same record; a form that was open for so long that its token is old. */
    private void conflict(Visitor dana) {
        Page page = dana.page();
        page.navigate("/records/new?type=incident");
        page.fill("#title", "Seen twice");
        send(page, "#record-form");
        String record = page.url();
        dana.look();
        Page other = page.context().newPage();
        other.navigate(record);
        other.fill("[name=title]", "Seen twice, changed");
        page.fill("[name=title]", "Seen twice, changed otherwise");
        send(other, "form:has([name=title])");
        other.close();
        send(page, "form:has([name=title])");
        dana.look();
        page.navigate("/account");
        page.evaluate("document.querySelector('#preferences-form [name=_csrf]').value = 'old'");
        send(page, "#preferences-form");
        dana.look();
        dana.look("/unsaved");
    }

    /** What was typed and not saved: put back, beside somebody else's text, discarded, for itself. */
    private void drafts(Visitor dana) {
        Page page = dana.page();
        page.navigate("/records/56");
        page.fill("[name=description]", "Typed and left");
        page.waitForSelector("#draft-state[data-state=kept]");
        jdbc.sql("update service_record set description = 'Theirs', version = version + 1 where id = 56")
                .update();
        dana.look("/records/56");
        page.click("[data-notice=draft-restored] button");
        page.waitForSelector("[data-notice=draft-discarded]");
        dana.look();
        page.navigate("/people/2/edit");
        page.fill("#floor", "77");
        page.waitForSelector("#draft-state[data-state=kept]");
        dana.look("/people/2/edit");
        page.navigate("/records");
        String row = page.locator(".drafts li[data-kind=person]").first().getAttribute("data-draft-of");
        page.locator(".drafts li[data-kind=person] button").first().click();
        page.waitForSelector(".drafts form[action='/drafts/restore']");
        dana.look();
        dana.look("/drafts/" + row);
    }

    /** Menus, the list of keys, suggestions. */
    private void open(Visitor dana) {
        Page page = dana.page();
        page.navigate("/records");
        page.click("nav details summary");
        dana.look();
        page.navigate("/records?state=open");
        page.locator("tbody input[form=bulk]").first().check();
        dana.look();
        page.selectOption("#bulk-assignee", "me");
        page.click("#bulk button.primary");
        page.waitForSelector("[data-notice=bulk-changed]");
        dana.look();
        page.navigate(CALL + "phone=6175550100");
        page.click("[data-opens=keys]");
        dana.look();
        page.navigate("/records/new?type=incident");
        page.fill("input[role=combobox]", "zzzz");
        page.waitForSelector(".combobox .nothing");
        dana.look();
        page.fill("input[role=combobox]", "a");
        page.waitForSelector("[role=option]");
        dana.look();
    }

    void ofAdministrator(Visitor admin, Visitor invited) {
        Page page = admin.page();
        page.navigate("/accounts?q=omar");
        page.click("form[action$='/invitation'] button");
        admin.look();
        String link = page.locator("[data-invited] .secret").textContent().strip();
        invited.look(link.replaceFirst("^https?://[^/]*", ""));
        send(invited.page(), "#invitation-form");
        invited.look();
        page.navigate("/accounts");
        page.fill("#account-form [name=extension]", "x");
        send(page, "#account-form");
        admin.look();
        page.navigate("/groups");
        page.fill("#group-form [name=name]", "Barriers " + System.nanoTime());
        send(page, "#group-form");
        admin.look(path(page));
        page.fill("#edit [name=name]", " ");
        send(page, "#edit");
        admin.look();
        admin.look("/groups");
        admin.look("/call-backs?whose=all");
        page.navigate("/tokens");
        send(page, "#token-form");
        admin.look();
        mapping(admin);
        imports(admin);
    }

    private static void mapping(Visitor admin) {
        Page page = admin.page();
        page.navigate("/phone-systems");
        send(page, "#feed-form");
        admin.look();
        page.navigate("/phone-systems");
        page.check("#feed-form [value=mapping]");
        page.fill("#feed-form [name=name]", "Barriers " + System.nanoTime());
        send(page, "#feed-form");
        admin.look(path(page));
        admin.look(path(page) + "/try");
    }

    private void imports(Visitor admin) {
        upload(admin.page(), "");
        admin.look();
        String people = "Login;Vorname;phone\nbarrier" + port + ";Erika;030 23125 001\n;Nobody;1\n";
        upload(admin.page(), people);
        admin.look(path(admin.page()));
        admin.page().locator("[data-column=Login] select").selectOption("user_name");
        admin.page().click("button[value=dry-run]");
        admin.page().waitForSelector("[data-import-state=done]");
        admin.look(path(admin.page()));
        admin.look("/people/import");
        admin.page().navigate("/people");
        admin.look(
                admin.page().locator("main table a.main, main table a").first().getAttribute("href") + "/delete");
    }

    private static String path(Page page) {
        return page.url().replaceFirst("^https?://[^/]*", "");
    }

    private static void upload(Page page, String text) {
        page.navigate("/people/import");
        page.setInputFiles("#file", new FilePayload("people.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
        page.click("#upload-form button");
        page.waitForLoadState();
    }
}
