import random
import pytest
from newstui.tui.actions import ACTIONS
import sys
KEYS=[k for a in ACTIONS for k in a.keys if k not in("gg","q","Q","ctrl+c","ctrl+q","ctrl+z","o","O","R","r")]+["g","1","5","9","x","escape","enter","ctrl+p","/","i","s",":","backspace","tab"]*2
SIZES=[(140,40),(100,30),(80,24),(10,3),(1,1),(95,8),(111,4),(200,60)]
@pytest.mark.parametrize("seed",range(14))
async def test_monkey(opening,arrive,archive,seed):
    r=random.Random(seed)
    async with opening() as reader:
        log=[]
        for i in range(220):
            x=r.random()
            try:
                if x<.04:
                    s=r.choice(SIZES); log.append(s); await reader.pilot.resize_terminal(*s)
                elif x<.06:
                    log.append('arrive'); arrive(f'n{i}'); reader.screen.refreshing.look()
                elif x<.10:
                    w,h=reader.app.size
                    o=(r.randrange(w),r.randrange(h)); log.append(o); await reader.pilot.click(offset=o,times=r.choice([1,2]))
                else:
                    k=r.choice(KEYS); log.append(k); await reader.pilot.press(k)
                    if reader.app._exit: 
                        return
                if r.random()<.1: await reader.pilot.pause(0.04)
                w,h=reader.app.size
                for l in reader.lines(): assert len(l)>=1
            except BaseException:
                print(log[-15:]); raise
