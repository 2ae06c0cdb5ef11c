# golden: out
# heapq and bisect.
import heapq, bisect
h = [5,3,8,1,9,2]; heapq.heapify(h); print(h, heapq.heappop(h), h, heapq.heappushpop(h, 4), heapq.heapreplace(h, 7), h, heapq.nlargest(2, h), heapq.nsmallest(2,h), list(heapq.merge([1,4],[2,3])))
for f in (heapq.heappop,):
    try: f([])
    except Exception as e: print(type(e).__name__, e)
    try: f(())
    except Exception as e: print(type(e).__name__, e)
a=[1,2,2,3]; print(bisect.bisect(a,2), bisect.bisect_left(a,2), bisect.insort(a, 2.5), a, bisect.insort_left(a,2), a)
try: bisect.bisect(a,1,-1)
except Exception as e: print(e)
