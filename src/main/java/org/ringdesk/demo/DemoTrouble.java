package org.ringdesk.demo;

/** What people at Harbor Logistics call about. */
enum DemoTrouble {
    SCANNER(
            "Scanner at the gate loses the network",
            "Drops off the Wi-Fi between gate and ramp; a restart helps for some minutes.",
            "Network › Wireless › No connection"),
    PRINTER(
            "Label printer prints blank labels",
            "New roll, same result. The test page is blank too.",
            "Hardware › Printer › Does not print"),
    SCREEN(
            "Second screen stays dark after lunch",
            "Comes back when the dock is unplugged and plugged in again.",
            "Hardware › Computer › Screen"),
    LAPTOP(
            "Laptop does not charge",
            "Tried another outlet. The light on the adapter is on.",
            "Hardware › Computer › Will not start"),
    KEYBOARD(
            "Keyboard types the wrong letters",
            "Y and Z are swapped since the update.",
            "Hardware › Computer › Keyboard and mouse"),
    HEADSET("Caller hears an echo on the headset", "Only on outside calls.", "Telephony › Headset › No sound"),
    DESK_PHONE(
            "Desk phone shows no service",
            "Moved to another desk this morning.",
            "Telephony › Desk phone › No dial tone"),
    VOICE_MAIL("Voice mail light does not go out", "No new messages are there.", "Telephony › Desk phone › Voicemail"),
    MAIL(
            "Mail to one customer comes back",
            "The bounce says that the address is not known; it worked last week.",
            "Software › Business application › Error message"),
    CALENDAR(
            "Meeting invitations arrive twice",
            "From everybody, since Monday.",
            "Software › E-mail and calendar › Calendar"),
    ROUTE(
            "Route planner closes when a stop is added",
            "With the third stop, every time.",
            "Software › Business application › Error message"),
    INVOICE(
            "Invoice number is missing on the printout",
            "On the screen it is there.",
            "Software › Business application › Error message"),
    UPDATE(
            "Update asks for an administrator",
            "Cannot be skipped, and the reminder comes every hour.",
            "Software › Installation › Update"),
    VPN(
            "VPN disconnects every ten minutes",
            "At home only; the connection itself is fine.",
            "Network › Remote access › VPN"),
    WIFI("No Wi-Fi in the break room", "Guests too.", "Network › Wireless › No connection"),
    SHARE(
            "Shared folder is gone",
            "It says the network name cannot be found.",
            "Network › File storage › Not reachable"),
    SLOW("Everything is slow in the depot", "Since about nine; the whole floor.", "Network › Wireless › Slow"),
    PASSWORD(
            "Password has expired", "Was on leave when the reminder came.", "Accounts and access › Password › Expired"),
    LOCKED("Account is locked", "Three tries with the old password.", "Accounts and access › Password › Locked out"),
    BADGE("Badge does not open pier 4", "Opens the main office.", "Facilities › Access card › Does not open"),
    RIGHTS(
            "Needs to see the purchasing folder",
            "Approved by the head of the department.",
            "Accounts and access › Permissions › Shared folder"),
    STARTER(
            "New colleague starts on Monday",
            "Desk, telephone, laptop, badge.",
            "Accounts and access › Joiners and leavers › New starter"),
    PHISHING(
            "Mail that asks for the password",
            "Not opened. Forwarded as an attachment.",
            "Security › Suspicious message › Phishing mail"),
    LOST(
            "Company mobile was left on a train",
            "Line is still ringing, nobody answers.",
            "Hardware › Mobile device › Lost or stolen");

    private final String title;
    private final String description;
    private final String category;

    DemoTrouble(String title, String description, String category) {
        this.title = title;
        this.description = description;
        this.category = category;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** The path of its category, as the catalog names it. */
    String category() {
        return category;
    }
}
