# The drivers of the benchmarks: make -f Makefile -f tests/bench/bench.mk drivers
drivers: $(O)/bench/fts5 $(O)/bench/search_bench $(O)/bench/rank_bench \
    $(O)/bench/words_bench

$(O)/bench/fts5: $(O)/tests/bench/fts5.c.o
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ -lsqlite3 $(LDLIBS)
$(O)/bench/%_bench: $(O)/tests/bench/%_bench.c.o \
    $(call link,$(call take,match,$(SEARCHER)))
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(O)/bench/words_bench: $(O)/tests/bench/words_bench.c.o \
    $(call link,$(call take,store,$(COMMON)))
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: drivers
