package org.ringdesk.demo;

import java.util.List;
import org.ringdesk.demo.DemoPage.Group;

/** At least one example for each row of the link contract, answered by the demo's people and records. */
final class DemoExamples {
    private static final String PHONE_CALL = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall";
    private static final String CALLER = PHONE_CALL + "&autoUserField_";

    private DemoExamples() {}

    static List<Group> groups() {
        return List.of(links(), fields(), matches(), numbers(), encodings(), oddities());
    }

    private static Group links() {
        return new Group(
                "links",
                List.of(
                        new DemoExample("phone-call", CALLER + "phone=6175550142"),
                        new DemoExample("standard", "/SREdit.jsp?id=0&autoUserField_user_name=a.lindqvist"),
                        new DemoExample("existing", "/SREdit.jsp?id=57"),
                        new DemoExample("hash", "/index.jsp#" + CALLER + "phone=6175550142"),
                        new DemoExample("change", "/SREdit.jsp?id=0&SR_Type=4&fromId=ChangesList"),
                        new DemoExample("from", "/SREdit.jsp?id=0&fromId=PhoneCall&autoUserField_phone=6175550142"),
                        new DemoExample("unknown-type", "/SREdit.jsp?id=0&SR_Type=99"),
                        new DemoExample("template", "/SREdit.jsp?id=0&templateID=1&autoUserField_phone=6175550142"),
                        new DemoExample("ignored", CALLER + "phone=6175550142&zoom=3&UserLang=en")));
    }

    private static Group fields() {
        return new Group(
                "fields",
                List.of(
                        new DemoExample("user-name", CALLER + "user_name=a.lindqvist"),
                        new DemoExample("names", CALLER + "first_name=Amara&autoUserField_last_name=Lindqvist"),
                        new DemoExample("email", CALLER + "email_address=Amara.Lindqvist@harbor.example"),
                        new DemoExample("cell-phone", CALLER + "cell_phone=8575550118"),
                        new DemoExample("sms", CALLER + "sms_number=8575550118"),
                        new DemoExample("car", CALLER + "car_number=7kx%2021b"),
                        new DemoExample(
                                "place", CALLER + "building=Pier%204&autoUserField_floor=2&autoUserField_cubic=2-117"),
                        new DemoExample(
                                "cust-text",
                                CALLER + "cust_text1=Gate%203&autoUserField_cust_text2=Scanner%20pool%20A"),
                        new DemoExample("cust-int", CALLER + "cust_int1=4711&autoUserField_cust_int2=2")));
    }

    private static Group matches() {
        return new Group(
                "matches",
                List.of(
                        new DemoExample("nobody", CALLER + "phone=6175550190"),
                        new DemoExample("several", CALLER + "phone=6175550100"),
                        new DemoExample("empty", CALLER + "phone="),
                        new DemoExample("withheld", CALLER + "phone=anonymous"),
                        new DemoExample("all", CALLER + "phone=6175550100&autoUserField_last_name=Solberg"),
                        new DemoExample("partial", CALLER + "phone=6175550142&autoUserField_last_name=Solberg"),
                        new DemoExample("disabled", CALLER + "phone=6175550199"),
                        new DemoExample("not-a-number", CALLER + "cust_int1=abc"),
                        new DemoExample("unknown-field", CALLER + "shoe_size=44"),
                        new DemoExample("accents", CALLER + "first_name=andre&autoUserField_last_name=desrosiers")));
    }

    private static Group numbers() {
        return new Group(
                "numbers",
                List.of(
                        new DemoExample("international", CALLER + "phone=0016175550142"),
                        new DemoExample("punctuated", CALLER + "phone=617/555-0142"),
                        new DemoExample("sip", CALLER + "phone=sip:%2B16175550142@pbx.example;user=phone"),
                        new DemoExample("named-sip", CALLER + "phone=%22Jane%22%20%3Csip:6175550142@10.0.0.1%3E"),
                        new DemoExample("outside-line", CALLER + "phone=916175550142"),
                        new DemoExample("local", CALLER + "phone=5550142"),
                        new DemoExample("extension", CALLER + "phone=202"),
                        new DemoExample("narrowed", CALLER + "phone=6175550160x13"),
                        new DemoExample("trunk-zero", CALLER + "phone=%2B44%20(0)20%207946%200321")));
    }

    private static Group encodings() {
        return new Group(
                "encodings",
                List.of(
                        new DemoExample("twice", CALLER + "user_name=domain%255Cuser1"),
                        new DemoExample("once", CALLER + "user_name=domain%5Cuser1"),
                        new DemoExample("raw", CALLER + "user_name=domain\\user1"),
                        new DemoExample("plus", CALLER + "phone=+16175550142"),
                        new DemoExample("windows", CALLER + "first_name=Andr%E9"),
                        new DemoExample("macro", CALLER + "phone=%CallerNumber%"),
                        new DemoExample("braces", CALLER + "phone={phone}"),
                        new DemoExample("markup", CALLER + "first_name=%3Cscript%3Ealert(1)%3C/script%3E")));
    }

    private static Group oddities() {
        return new Group(
                "oddities",
                List.of(
                        new DemoExample("other-requester", "/SREdit.jsp?id=57&autoUserField_phone=6175550150"),
                        new DemoExample("missing", "/SREdit.jsp?id=999999&autoUserField_phone=6175550142"),
                        new DemoExample("no-number", "/SREdit.jsp?id=abc"),
                        new DemoExample("not-visible", "/SREdit.jsp?id=58")));
    }
}
