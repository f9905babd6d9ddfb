package com.pmerit.d4.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {
    @ParameterizedTest
    @CsvSource({
        "git@github.com:Pmerit/d4-chat.git, io.github.pmerit, d4-chat",
        "https://github.com/pmerit/d4-chat, io.github.pmerit, d4-chat",
        "https://user:hush-hush@github.com/pmerit/d4-chat.git, io.github.pmerit, d4-chat",
        "ssh://git@git.example.com:2222/team/group/shop.git, com.example.git.team, shop",
        "https://gitlab.com/team/shop/, io.gitlab.team, shop"
    })
    void takesHostOwnerAndNameOfARemoteAndNoToken(String remote, String group, String artifact) {
        Coordinates coordinates = Coordinates.of(Optional.of(remote), "checkout", List.of());

        assertThat(coordinates.groupId()).isEqualTo(group);
        assertThat(coordinates.artifactId()).isEqualTo(artifact);
        assertThat(coordinates.toString()).doesNotContain("hush");
    }

    @Test
    void saysWhatItMadeUpWithoutARemote() {
        NodePackage npm = new NodePackage(Optional.of("shop"), Optional.of("2.1.0"), Set.of(), Set.of());

        assertThat(Coordinates.of(Optional.empty(), "my checkout", List.of(npm)))
                .isEqualTo(new Coordinates(
                        "local.shop",
                        "shop",
                        "2.1.0",
                        List.of("<groupId>: there is no git remote to tell the owner; local.shop stands there")));
        assertThat(Coordinates.of(Optional.empty(), "my checkout", List.of()).artifactId())
                .isEqualTo("my-checkout");
    }
}
