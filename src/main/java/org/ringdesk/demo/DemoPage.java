package org.ringdesk.demo;

import java.util.List;

/** The demo's start page: example links, grouped like the link contract. */
public record DemoPage(List<Group> groups) {
    /** One section of the contract. */
    public record Group(String key, List<DemoExample> examples) {
        public String titleKey() {
            return "demo.group." + key;
        }
    }
}
